package crossreview.git;

import crossreview.git.GitProgram.GitOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files a commit's {@code .gitattributes} call generated or vendored. Attributes of the
 * change, the index, the work tree, the machine and the user have no say: they are read from an
 * index of that commit in a repository without any. Blocks.
 */
public final class LinguistAttributes {
  private static final List<String> NAMES = List.of("linguist-generated", "linguist-vendored");
  private static final List<String> YES = List.of("set", "true");

  /** So many names fit into the arguments of a process. */
  private static final int CHUNK = 400;

  private LinguistAttributes() {}

  /** The paths by attribute, in their order; without those that have neither. */
  public static Map<String, List<String>> of(
      GitRepository source, String commit, List<String> paths) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    if (paths.isEmpty()) {
      return found;
    }
    try (ScratchRepository scratch = ScratchRepository.beside(source)) {
      ScratchRepository.checked(scratch.run(List.of("read-tree", commit), new byte[0]));
      for (int from = 0; from < paths.size(); from += CHUNK) {
        List<String> some = paths.subList(from, Math.min(paths.size(), from + CHUNK));
        read(scratch, some, found);
      }
    }
    return found;
  }

  private static void read(
      ScratchRepository scratch, List<String> paths, Map<String, List<String>> found) {
    List<String> arguments = new ArrayList<>(List.of("check-attr", "--cached", "-z"));
    arguments.addAll(NAMES);
    arguments.add("--");
    arguments.addAll(paths);
    GitOutput output = ScratchRepository.checked(scratch.run(arguments, new byte[0]));
    List<String> parts = output.parts();
    for (int i = 0; i + 2 < parts.size(); i += 3) { // path, attribute, value
      if (YES.contains(parts.get(i + 2))) {
        found.computeIfAbsent(parts.get(i + 1), name -> new ArrayList<>()).add(parts.get(i));
      }
    }
  }
}
