package crossreview.guard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The spellings in which a key can appear in a text. */
final class KeyEncodings {
  private KeyEncodings() {}

  static List<String> of(List<String> keys) {
    List<String> forms = new ArrayList<>();
    for (String key : keys) {
      forms.add(key);
      forms.add(URLEncoder.encode(key, StandardCharsets.UTF_8));
      forms.add(key.replace("\\", "\\\\").replace("\"", "\\\""));
      base64(key.getBytes(StandardCharsets.UTF_8), forms);
    }
    return forms;
  }

  /**
   * The key inside a longer encoded text, as in a header of name and password. Three bytes become
   * four digits, so it has three spellings, one for each place where it can begin; digits that also
   * depend on a neighbouring byte are left off.
   */
  private static void base64(byte[] key, List<String> forms) {
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + key.length];
      System.arraycopy(key, 0, shifted, before, key.length);
      int from = (before * 8 + 5) / 6;
      int to = shifted.length * 8 / 6;
      forms.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
      forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
    }
  }
}
