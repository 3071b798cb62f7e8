package crossreview.cli.review;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.review.RuleText.BadRule;
import crossreview.cli.review.RuleText.ReadableRule;
import crossreview.git.GitProgram;
import crossreview.git.GitRepository;
import crossreview.git.RuleFiles;
import crossreview.git.SelectedChange;
import crossreview.git.WholeFile;
import crossreview.model.CliProblem;
import crossreview.model.Digest;
import crossreview.model.ValueChecks;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the repository around the working directory wants reviewers to respect, read from the commit
 * from which its rulings are read: a change does not write the rules of its own review. Blocks.
 */
final class RepositoryRules {
  private static final int FILES_MAX = 16; // each is a part of every prompt
  private static final int COMMIT_SHOWN = 8;

  private final CliContext cliContext;
  private final GitProgram git;
  private final boolean skipBad;
  private final Consumer<String> notes;

  /**
   * @param skipBad whether the review goes on without a file that cannot be used
   */
  RepositoryRules(CliContext cliContext, boolean skipBad) {
    this(cliContext, skipBad, cliContext::note);
  }

  private RepositoryRules(CliContext cliContext, boolean skipBad, Consumer<String> notes) {
    this.cliContext = cliContext;
    this.git = GitProgram.in(cliContext.workingDirectory());
    this.skipBad = skipBad;
    this.notes = notes;
  }

  /** The digests of the rules about a change, by their paths; says nothing. */
  static Map<String, Digest> digests(CliContext cliContext, ArtifactInput change) {
    Map<String, Digest> digests = new LinkedHashMap<>();
    for (Map<String, Object> rule :
        new RepositoryRules(cliContext, true, note -> {}).about(change.change(), change.paths())) {
      if (rule.get("text") instanceof String text) {
        digests.put(String.valueOf(rule.get("path")), Digest.of(text));
      }
    }
    return digests;
  }

  /**
   * The rules about some files, as they are sent; says which ones.
   *
   * @throws CliException {@code bad_repository_rules} with the file and its mistake
   */
  List<Map<String, Object>> about(@Nullable SelectedChange change, List<String> files) {
    Optional<String> commit = commit(change);
    List<RuleText> all = read(change, commit).stream().map(RuleText::of).toList();
    List<BadRule> bad =
        all.stream().filter(BadRule.class::isInstance).map(BadRule.class::cast).toList();
    if (!bad.isEmpty() && !skipBad) {
      String more = bad.size() == 1 ? "" : " (and " + (bad.size() - 1) + " more)";
      throw unusable(named(bad.getFirst(), commit) + more);
    }
    List<ReadableRule> rules =
        all.stream()
            .filter(ReadableRule.class::isInstance)
            .map(ReadableRule.class::cast)
            .filter(rule -> rule.about(files))
            .toList();
    checkTogether(rules);
    say(rules, commit);
    List<Map<String, Object>> sent = new ArrayList<>();
    rules.forEach(rule -> sent.add(sent(rule, commit)));
    bad.forEach(rule -> sent.add(left(rule, commit)));
    return sent;
  }

  private Optional<String> commit(@Nullable SelectedChange change) {
    if (change != null) {
      return Optional.ofNullable(change.rules());
    }
    return GitRepository.topAround(git)
        .flatMap(
            top -> GitRepository.around(git, cliContext.workingDirectory()).id("HEAD", "commit"));
  }

  private List<WholeFile> read(@Nullable SelectedChange change, Optional<String> commit) {
    boolean repository = change != null || GitRepository.topAround(git).isPresent();
    return repository
        ? commit.map(id -> RuleFiles.of(git, id)).orElse(List.of())
        : RuleFiles.in(cliContext.workingDirectory());
  }

  private static void checkTogether(List<ReadableRule> rules) {
    if (rules.size() > FILES_MAX) {
      throw unusable(rules.size() + " files of rules are about this change, at most " + FILES_MAX);
    }
    long bytes =
        rules.stream().mapToLong(rule -> rule.text().getBytes(StandardCharsets.UTF_8).length).sum();
    if (bytes > ContextFile.RULE_BYTES_MAX) {
      throw unusable(
          "the rules about this change have "
              + bytes
              + " bytes together, at most "
              + ContextFile.RULE_BYTES_MAX
              + ", for every prompt has all of them");
    }
  }

  private void say(List<ReadableRule> rules, Optional<String> commit) {
    if (!rules.isEmpty()) {
      String names = rules.stream().map(ReadableRule::path).collect(Collectors.joining(", "));
      notes.accept("rules" + at(commit) + ": " + names);
    }
  }

  private static String at(Optional<String> commit) {
    return commit.map(id -> " at " + ValueChecks.cut(id, COMMIT_SHOWN)).orElse("");
  }

  private static String named(BadRule bad, Optional<String> commit) {
    return bad.path() + at(commit) + ": " + bad.reason();
  }

  private static Map<String, Object> sent(ReadableRule rule, Optional<String> commit) {
    Map<String, Object> sent = named(rule, commit);
    if (!rule.globs().isEmpty()) {
      sent.put("globs", rule.globs());
    }
    sent.put("text", rule.text());
    return sent;
  }

  private Map<String, Object> left(BadRule bad, Optional<String> commit) {
    notes.accept("the review goes on without " + named(bad, commit));
    Map<String, Object> left = named((RuleText) bad, commit);
    left.put("omitted", ValueChecks.cut(bad.reason(), ContextFile.OMITTED_MAX));
    return left;
  }

  private static Map<String, Object> named(RuleText rule, Optional<String> commit) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("kind", ContextKind.RULE.wireName());
    named.put("path", rule.path());
    commit.ifPresent(id -> named.put("commit", id));
    return named;
  }

  private static CliException unusable(String message) {
    return new CliException(CliProblem.BAD_REPOSITORY_RULES, message);
  }
}
