package crossreview.settings;

import crossreview.model.Problem.RequestFault;
import crossreview.settings.Settings.KeySource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a key is: {@code {"variable": …}}, {@code {"file": …}} or {@code {"credential": …}}. */
final class KeySourceReader {
  private static final int LENGTH_MAX = 1_000; // of a path

  private KeySourceReader() {}

  /** Null where there is none, and where a fault was noted. */
  static @Nullable KeySource read(
      String at, @Nullable Object value, Path home, List<RequestFault> faults) {
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> one = map.entrySet().iterator().next();
      String text = text(at + "." + one.getKey(), one.getValue(), faults);
      switch ((String) one.getKey()) {
        case "variable" -> {
          return new KeySource.VariableKey(text);
        }
        case "file" -> {
          return new KeySource.FileKey(SettingType.path(text, home));
        }
        case "credential" -> {
          if (!text.contains("/")) {
            return new KeySource.CredentialKey(text);
          }
        }
        default -> {}
      }
    }
    String form = "{\"variable\": NAME}, {\"file\": PATH} or {\"credential\": NAME}";
    faults.add(new RequestFault(at, "must say where the key is, not contain it: " + form));
    return null;
  }

  private static String text(String at, @Nullable Object value, List<RequestFault> faults) {
    if (value instanceof String text && !text.isBlank() && text.length() <= LENGTH_MAX) {
      return text;
    }
    String range = "must be a text of 1 to " + LENGTH_MAX + " characters, is ";
    faults.add(new RequestFault(at, range + SettingType.shown(value)));
    return "?";
  }

  /** In words, for people. */
  static String shown(KeySource key) {
    return switch (key) {
      case KeySource.VariableKey variableKey -> "variable " + variableKey.name();
      case KeySource.FileKey fileKey -> "file " + fileKey.file();
      case KeySource.CredentialKey credentialKey -> "credential " + credentialKey.name();
    };
  }
}
