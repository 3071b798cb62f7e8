package crossreview.cli.review;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.option.GlobalOptions;
import crossreview.codec.FieldRules.FieldName;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.codec.RecordCodec;
import crossreview.git.GitProgram;
import crossreview.git.GitProgram.GitOutput;
import crossreview.git.GitRepository;
import crossreview.git.SelectedChange;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.CliProblem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ValueChecks;
import crossreview.model.finding.SuppressionSet;
import crossreview.operation.SchemaValidator;
import crossreview.operation.run.SuppressionInput.SuppressionEntry;
import crossreview.process.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lasting rulings of the repository around the working directory, from {@value #FILE}.
 *
 * <p>In a git repository the file is read from a commit: the one that a range starts from, else
 * HEAD. What the index and the work tree have is not read, for a change does not settle its own
 * review. In a folder without git the file itself is read. Blocks.
 */
public final class RepositoryConfig {
  static final String FILE = ".crossreview/config.json";

  private static final int BYTES_MAX = 64 * 1024; // more rulings than a session takes

  static final int EXCLUDE_MAX = 48; // beside those of a person and of attributes
  static final int REASON_MAX = 100; // with the name of this file it fits into a line

  private static final SchemaValidator VALIDATOR =
      new SchemaValidator(RecordCodec.of(ConfigFile.class).inputSchema());

  private final CliContext cliContext;
  private final GitProgram git;

  public RepositoryConfig(CliContext cliContext) {
    this.cliContext = cliContext;
    this.git = GitProgram.in(cliContext.workingDirectory());
  }

  /** The form of the file. */
  record ConfigFile(
      @FieldName("$schema") @TextLength(max = 300) @Nullable String schema,
      @ItemCount(min = 0, max = SuppressionSet.ENTRIES_MAX)
          @Nullable List<SuppressionEntry> suppressions,
      @ItemCount(min = 0, max = EXCLUDE_MAX) @Nullable List<ExcludeEntry> exclude) {}

  /** Files that reviewers are not shown. */
  record ExcludeEntry(
      @TextPattern("^[^/].{0,199}$") String glob, @TextLength(max = REASON_MAX) String reason) {}

  /**
   * Which files reviewers are not shown, by reason.
   *
   * @throws CliException {@code bad_repository_config} with the place of the mistake
   */
  Map<String, List<String>> exclusions(@Nullable SelectedChange change) {
    Optional<Path> top = GitRepository.topAround(git);
    String base = top.isEmpty() ? null : change == null ? head() : change.rules();
    byte[] file =
        top.isEmpty()
            ? worktree(cliContext.workingDirectory())
            : base == null ? null : committed(base);
    Map<String, List<String>> exclusions = new LinkedHashMap<>();
    if (file == null || !(checked(file, base).get("exclude") instanceof List<?> entries)) {
      return exclusions;
    }
    for (Object entry : entries) {
      Map<?, ?> one = (Map<?, ?>) entry;
      String reason = one.get("reason") + ", says " + named(base);
      exclusions
          .computeIfAbsent(reason, said -> new ArrayList<>())
          .add(String.valueOf(one.get("glob")));
    }
    return exclusions;
  }

  private static String named(@Nullable String commit) {
    return FILE + (commit == null ? "" : " at " + ValueChecks.cut(commit, 12));
  }

  /**
   * What a run is started with, or empty where the repository has no ruling.
   *
   * @param change the change under review; absent for a text from elsewhere
   * @throws CliException {@code bad_repository_config} with the place of the mistake
   */
  public Optional<Map<String, Object>> suppressions(@Nullable SelectedChange change) {
    Optional<Path> top = GitRepository.topAround(git);
    if (top.isEmpty()) {
      return entries(worktree(cliContext.workingDirectory()), null);
    }
    byte[] here = worktree(top.get());
    String base = change == null ? head() : change.rules();
    byte[] committed = base == null ? null : committed(base);
    if (here != null && !Arrays.equals(here, committed)) {
      String which = base == null ? "a commit" : "commit " + ValueChecks.cut(base, 12);
      cliContext
          .err()
          .println(
              "crossreview: note: "
                  + FILE
                  + " here is not that of "
                  + which
                  + ", from which rulings are read: a change does not settle its own review");
    }
    return entries(committed, base);
  }

  private @Nullable String head() {
    GitOutput commit = git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    return commit.success() ? commit.line() : null;
  }

  private byte @Nullable [] committed(String commit) {
    String object = commit + ":" + FILE;
    return git.run("cat-file", "-e", object).success()
        ? git.run("cat-file", "blob", object).bytes()
        : null;
  }

  private static byte @Nullable [] worktree(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    } catch (IOException e) {
      throw new CliException(
          CliProblem.CANNOT_READ, "cannot read " + file + ": " + GlobalOptions.reason(e));
    }
  }

  private static Optional<Map<String, Object>> entries(
      byte @Nullable [] file, @Nullable String commit) {
    if (file == null) {
      return Optional.empty();
    }
    Map<String, Object> tree = checked(file, commit);
    if (!(tree.get("suppressions") instanceof List<?> entries) || entries.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> suppressions = new LinkedHashMap<>();
    suppressions.put("source", FILE);
    if (commit != null) {
      suppressions.put("commit", commit);
    }
    suppressions.put("entries", entries);
    return Optional.of(suppressions);
  }

  private static Map<String, Object> checked(byte[] file, @Nullable String commit) {
    String name = named(commit);
    Map<String, Object> tree = tree(file, name);
    List<RequestFault> faults = VALIDATOR.faults(tree);
    if (!faults.isEmpty()) {
      RequestFault first = faults.getFirst();
      String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
      throw unusable(name + ": " + place(first.path()) + " " + first.message() + more);
    }
    return tree;
  }

  /** As people write it: {@code suppressions[0].glob} for the JSON pointer. */
  private static String place(String pointer) {
    return pointer.replaceAll("/([0-9]+)(?=/|$)", "[$1]").replaceFirst("^/", "").replace('/', '.');
  }

  private static Map<String, Object> tree(byte[] file, String name) {
    if (file.length > BYTES_MAX) {
      throw unusable(name + ": it has more than " + BYTES_MAX + " bytes");
    }
    try {
      return JsonReader.readObject(TextFile.decode(file));
    } catch (IOException | InvalidJsonException e) {
      throw unusable(name + ": " + e.getMessage());
    }
  }

  private static CliException unusable(String message) {
    return new CliException(CliProblem.BAD_REPOSITORY_CONFIG, message);
  }
}
