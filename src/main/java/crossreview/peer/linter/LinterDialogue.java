package crossreview.peer.linter;

import crossreview.git.WorkTreeCopy;
import crossreview.git.WorkTreeCopy.ReviewedDiff;
import crossreview.guard.TerminalCodes;
import crossreview.json.JsonWriter;
import crossreview.linter.LinterIssue;
import crossreview.linter.LinterSpec;
import crossreview.linter.UnreadableReportException;
import crossreview.linter.WorkTreePaths;
import crossreview.model.ProblemException;
import crossreview.model.call.FailureClass;
import crossreview.model.material.ChangeIdentity;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerRequest.RequestMaterial;
import crossreview.peer.builtin.RuleReviewer;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.command.CommandDialogue;
import crossreview.peer.command.CommandEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a linter: it is started among the files as the change leaves them, and its report becomes a
 * vote. Without such files the peer abstains and says why; without a report the call has failed, so
 * that a linter that breaks never approves.
 */
public final class LinterDialogue implements CommandDialogue {
  private static final int ARGUMENT_BYTES_MAX = 1 << 20; // half of what Linux takes

  private final String id;
  private final List<String> program;
  private final LinterSpec spec;
  private final WorkTreeCopy workTreeCopy;
  private final String sandboxWork;

  /**
   * @param id the peer's
   * @param program its name or path, and its arguments
   * @param sandboxWork the name of its directory in the sandbox
   */
  public LinterDialogue(
      String id,
      List<String> program,
      LinterSpec spec,
      WorkTreeCopy workTreeCopy,
      String sandboxWork) {
    this.id = id;
    this.program = List.copyOf(program);
    this.spec = spec;
    this.workTreeCopy = workTreeCopy;
    this.sandboxWork = sandboxWork;
  }

  @Override
  public List<String> program() {
    return program;
  }

  @Override
  public CommandPlan open(PeerRequest peerRequest, Path work) throws IOException {
    RequestMaterial material = peerRequest.requestMaterial();
    ChangeIdentity change = material.change();
    ChangeSet changeSet = ChangeSet.of(material.artifact(), material.text(), material.task());
    LinterRule nothing = new LinterRule(spec, Map.of(), 0);
    List<String> files =
        changeSet.files().stream().filter(nothing::looksAt).map(ChangedFile::path).toList();
    if (!changeSet.diff() || files.isEmpty()) {
      return new KnownAnswer(RuleReviewer.answer(id, nothing, material));
    }
    if (change == null) {
      return abstention("the review does not come from git, so there are no whole files to read");
    }
    List<String> binary =
        changeSet.files().stream().filter(ChangedFile::binary).map(ChangedFile::path).toList();
    Optional<String> missing;
    try {
      missing =
          workTreeCopy.write(
              new ReviewedDiff(change, material.text(), binary), spec.fromBase()::match, work);
    } catch (ProblemException e) {
      return abstention("the files of the change cannot be read: " + e.problem().message());
    }
    if (missing.isPresent()) {
      return abstention(missing.get());
    }
    String top = work.toRealPath().toString();
    return new CommandStart(line(files), new byte[0], end -> vote(end, material, top));
  }

  private static KnownAnswer abstention(String reason) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", "ABSTAIN");
    tree.put("summary", reason);
    return new KnownAnswer(JsonWriter.of(tree));
  }

  /** A name that begins with a dash would be an option. */
  private List<String> line(List<String> files) throws IOException {
    List<String> line = new ArrayList<>();
    for (String argument : program) {
      if (argument.equals(LinterSpec.FILES_ARGUMENT)) {
        files.forEach(file -> line.add(file.startsWith("-") ? "./" + file : file));
      } else {
        line.add(argument);
      }
    }
    long bytes =
        line.stream().mapToLong(word -> word.getBytes(StandardCharsets.UTF_8).length + 1L).sum();
    if (bytes > ARGUMENT_BYTES_MAX) {
      throw new IOException(
          "the names of "
              + files.size()
              + " changed files are longer than a command line; let the linter read the whole"
              + " directory instead of "
              + LinterSpec.FILES_ARGUMENT);
    }
    return line;
  }

  private String vote(CommandEnd end, RequestMaterial material, String top) throws IOException {
    if (!spec.exitCodes().contains(end.code())) {
      throw failure(end, "exit code " + end.code());
    }
    List<LinterIssue> read;
    try {
      read = spec.reader().read(TerminalCodes.strip(report(end)));
    } catch (UnreadableReportException e) {
      throw failure(end, "its report cannot be read: " + e.reason());
    }
    if (read.isEmpty() && end.code() != 0) {
      throw failure(end, "exit code " + end.code() + " and a report without an issue");
    }
    LinterRule rule = rule(read, new WorkTreePaths(List.of(sandboxWork, top)));
    if (rule.issues().isEmpty() && rule.outside() > 0) {
      String first = read.getFirst().place();
      String where = first.isEmpty() ? "no file" : first;
      throw failure(end, "none of its issues names a file of the work tree; the first: " + where);
    }
    return RuleReviewer.answer(id, rule, material);
  }

  private static PeerException failure(CommandEnd end, String what) throws IOException {
    return end.failure(FailureClass.PROVIDER_ERROR, "linter_failed", what);
  }

  private String report(CommandEnd end) throws IOException {
    return switch (spec.report()) {
      case LinterSpec.STDOUT -> end.answer();
      case LinterSpec.STDERR -> end.errors();
      default -> end.file(spec.report());
    };
  }

  private LinterRule rule(List<LinterIssue> read, WorkTreePaths paths) {
    Map<String, List<LinterIssue>> byPath = new LinkedHashMap<>();
    int outside = 0;
    for (LinterIssue issue : read) {
      Optional<String> path = paths.relative(issue.place());
      if (path.isEmpty()) {
        outside++;
      } else {
        byPath.computeIfAbsent(path.get(), any -> new ArrayList<>()).add(issue.in(path.get()));
      }
    }
    byPath.values().forEach(all -> all.sort(Comparator.comparingInt(LinterIssue::line)));
    return new LinterRule(spec, byPath, outside);
  }
}
