package crossreview.cli.review;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.render.DisplayFormats;
import crossreview.git.GitProgram;
import crossreview.git.GitRepository;
import crossreview.git.LinguistAttributes;
import crossreview.git.SelectedChange;
import crossreview.model.CliProblem;
import crossreview.model.PathGlob;
import crossreview.model.ValueChecks;
import crossreview.model.material.ScopeExclusion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files of a change that reviewers are not shown: those that a person names, those that the
 * repository's configuration names, and those that its attributes call generated or vendored, both
 * read from the commit that the change goes into. Blocks.
 */
public final class ReviewExclusions {
  private static final int COMMIT_SHOWN = 8;

  private final CliContext cliContext;
  private final List<Map<String, Object>> sent = new ArrayList<>();
  private int characters;
  private int left;

  private ReviewExclusions(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  /**
   * What is sent beside the text.
   *
   * @param globs what a person names
   * @throws CliException {@code bad_repository_config}, or {@code bad_glob}
   */
  public static List<Map<String, Object>> of(
      CliContext cliContext, ArtifactInput input, List<String> globs) {
    ReviewExclusions exclusions = new ReviewExclusions(cliContext);
    globs.forEach(ReviewExclusions::check);
    if (!globs.isEmpty()) {
      exclusions.add("--exclude", globs);
    }
    exclusions.repository(input);
    exclusions.say();
    return exclusions.sent;
  }

  /** The globs of what the repository excludes from a change; says nothing. */
  static Set<String> globs(CliContext cliContext, ArtifactInput input) {
    Set<String> globs = new HashSet<>();
    ReviewExclusions exclusions = new ReviewExclusions(cliContext);
    exclusions.repository(input);
    for (Map<String, Object> one : exclusions.sent) {
      if (one.get("globs") instanceof List<?> some) {
        some.forEach(glob -> globs.add(String.valueOf(glob)));
      }
    }
    return globs;
  }

  private void repository(ArtifactInput input) {
    new RepositoryConfig(cliContext).exclusions(input.change()).forEach(this::add);
    if (input.change() != null) {
      attributes(input.change(), input.paths());
    }
  }

  private static void check(String glob) {
    try {
      new PathGlob(glob);
    } catch (IllegalArgumentException e) {
      throw new CliException(CliProblem.BAD_GLOB, "--exclude " + glob + ": " + e.getMessage());
    }
  }

  private void attributes(SelectedChange change, List<String> paths) {
    String commit = change.rules();
    if (commit == null) {
      return;
    }
    GitProgram git = GitProgram.in(cliContext.workingDirectory());
    GitRepository repository = GitRepository.around(git, cliContext.workingDirectory());
    String at = " in .gitattributes at " + commit.substring(0, COMMIT_SHOWN);
    List<String> named =
        paths.stream().filter(path -> path.length() <= PathGlob.LENGTH_MAX).toList();
    LinguistAttributes.of(repository, commit, named)
        .forEach((name, files) -> add(name + at, files));
  }

  /** As many as fit into a line of the journal; what does not is reviewed. */
  private void add(String reason, List<String> globs) {
    List<String> kept = new ArrayList<>();
    int room = ScopeExclusion.CHARACTERS_MAX - characters - reason.length();
    for (String glob : globs) {
      if (kept.size() < ScopeExclusion.GLOBS_MAX && glob.length() <= room) {
        kept.add(glob);
        room -= glob.length();
      }
    }
    left += globs.size() - kept.size();
    if (!kept.isEmpty() && sent.size() < ScopeExclusion.ENTRIES_MAX) {
      sent.add(Map.of("reason", ValueChecks.cut(reason, ScopeExclusion.REASON_MAX), "globs", kept));
      characters = ScopeExclusion.CHARACTERS_MAX - room;
    }
  }

  private void say() {
    if (left > 0) {
      cliContext.note(
          DisplayFormats.plural(left, "exclusion")
              + " of the repository have no room and do not hold: these files are reviewed");
    }
  }
}
