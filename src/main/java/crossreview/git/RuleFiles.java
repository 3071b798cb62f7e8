package crossreview.git;

import crossreview.git.GitProgram.GitOutput;
import crossreview.model.CliProblem;
import crossreview.model.material.ContextKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files in which a repository says what its reviewers have to respect: {@value #GENERAL}, else
 * {@value #GENERAL_AT_TOP}, and {@code *.md} in {@value #FOLDER}. Nobody has looked into them yet.
 * Blocks.
 */
public final class RuleFiles {
  public static final String GENERAL = ".crossreview/review.md";
  public static final String GENERAL_AT_TOP = "REVIEW.md";
  public static final String FOLDER = ".crossreview/rules/";

  private static final String SUFFIX = ".md";
  private static final String NO_FILE = "it is not a regular file";
  private static final String TOO_LARGE = "it has more than " + WholeFile.BYTES_MAX + " bytes";

  private RuleFiles() {}

  /** Those of a commit, the general one first, the others in the order of their names. */
  public static List<WholeFile> of(GitProgram git, String commit) {
    GitOutput listed =
        ScratchRepository.checked(
            git.run("ls-tree", "-z", "-l", "--full-tree", commit, GENERAL, GENERAL_AT_TOP, FOLDER));
    Map<String, String[]> facts = new TreeMap<>();
    for (String entry : listed.parts()) {
      int tab = entry.indexOf('\t');
      facts.put(entry.substring(tab + 1), entry.substring(0, tab).split(" +"));
    }
    List<WholeFile> files = new ArrayList<>();
    for (String path : chosen(facts.keySet())) {
      files.add(committed(git, commit, path, Objects.requireNonNull(facts.get(path))));
    }
    return files;
  }

  /**
   * @param facts mode, type, id and size
   */
  private static WholeFile committed(GitProgram git, String commit, String path, String[] facts) {
    if (!facts[0].startsWith("100")) {
      return WholeFile.without(ContextKind.RULE, path, commit, NO_FILE);
    }
    if (Long.parseLong(facts[3]) > WholeFile.BYTES_MAX) {
      return WholeFile.without(ContextKind.RULE, path, commit, TOO_LARGE);
    }
    GitOutput read = ScratchRepository.checked(git.run("cat-file", "blob", facts[2]));
    return WholeFile.of(ContextKind.RULE, path, commit, read.bytes());
  }

  /** Those of a folder that is not a repository. */
  public static List<WholeFile> in(Path top) {
    try (Stream<Path> found = list(top.resolve(FOLDER))) {
      Set<String> names = new TreeSet<>();
      found.map(file -> FOLDER + file.getFileName()).forEach(names::add);
      Stream.of(GENERAL, GENERAL_AT_TOP)
          .filter(name -> Files.exists(top.resolve(name), LinkOption.NOFOLLOW_LINKS))
          .forEach(names::add);
      List<WholeFile> files = new ArrayList<>();
      for (String path : chosen(names)) {
        files.add(inFolder(top, path));
      }
      return files;
    } catch (IOException e) {
      throw CliProblem.CANNOT_READ.exception("cannot read " + top + ": " + e.getMessage());
    }
  }

  private static Stream<Path> list(Path folder) throws IOException {
    return Files.isDirectory(folder) ? Files.list(folder) : Stream.empty();
  }

  private static WholeFile inFolder(Path top, String path) throws IOException {
    Path file = top.resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return WholeFile.without(ContextKind.RULE, path, null, NO_FILE);
    }
    return Files.size(file) > WholeFile.BYTES_MAX
        ? WholeFile.without(ContextKind.RULE, path, null, TOO_LARGE)
        : WholeFile.of(ContextKind.RULE, path, null, Files.readAllBytes(file));
  }

  private static List<String> chosen(Set<String> paths) {
    String general = paths.contains(GENERAL) ? GENERAL : GENERAL_AT_TOP;
    return Stream.concat(
            paths.stream().filter(general::equals),
            paths.stream().filter(path -> path.startsWith(FOLDER) && path.endsWith(SUFFIX)))
        .toList();
  }
}
