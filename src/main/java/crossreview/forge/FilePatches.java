package crossreview.forge;

import crossreview.forge.FilePatch.PatchKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A diff put together from a forge's list of changed files. A file whose hunks are left out stays
 * in the diff without one, so that the review blocks on it by name. Pure.
 */
public final class FilePatches {
  private final StringBuilder diff = new StringBuilder();
  private final List<String> missing = new ArrayList<>();

  private FilePatches() {}

  public static FilePatches of(List<FilePatch> files) {
    FilePatches patches = new FilePatches();
    files.forEach(patches::add);
    return patches;
  }

  public String diff() {
    return diff.toString();
  }

  /** The files whose content the forge leaves out. */
  public List<String> missing() {
    return List.copyOf(missing);
  }

  private void add(FilePatch file) {
    PatchKind kind = file.patchKind();
    line("diff --git " + name("a/", file.before()) + " " + name("b/", file.after()));
    switch (kind) {
      case ADDED -> line("new file mode " + file.modes().after());
      case REMOVED -> line("deleted file mode " + file.modes().before());
      case RENAMED, COPIED, CHANGED -> modes(file);
    }
    if (kind == PatchKind.RENAMED || kind == PatchKind.COPIED) {
      String word = kind == PatchKind.RENAMED ? "rename" : "copy";
      line("similarity index " + (file.patch().isEmpty() ? 100 : 50) + "%");
      line(word + " from " + name("", file.before()));
      line(word + " to " + name("", file.after()));
    }
    if (!file.missing().isEmpty()) {
      line("index 1111111..2222222 100644");
      missing.add(file.after() + ": " + file.missing());
    } else if (!file.patch().isEmpty()) {
      line("--- " + (kind == PatchKind.ADDED ? "/dev/null" : name("a/", file.before())));
      line("+++ " + (kind == PatchKind.REMOVED ? "/dev/null" : name("b/", file.after())));
      diff.append(file.patch()).append(file.patch().endsWith("\n") ? "" : "\n");
    }
  }

  private void modes(FilePatch file) {
    if (file.modes().differ()) {
      line("old mode " + file.modes().before());
      line("new mode " + file.modes().after());
    }
  }

  private void line(String text) {
    diff.append(text).append('\n');
  }

  /** As git writes it: in quotes where a line could not hold it as it is. */
  private static String name(String side, String path) {
    boolean plain = path.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\' && c != 0x7f);
    if (plain) {
      return side + path;
    }
    StringBuilder quoted = new StringBuilder("\"").append(side);
    for (byte part : path.getBytes(StandardCharsets.UTF_8)) {
      int c = Byte.toUnsignedInt(part);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append((char) c);
      } else if (c < ' ' || c >= 0x7f) {
        quoted.append('\\').append(String.format(Locale.ROOT, "%03o", c));
      } else {
        quoted.append((char) c);
      }
    }
    return quoted.append('"').toString();
  }
}
