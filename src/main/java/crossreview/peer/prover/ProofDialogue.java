package crossreview.peer.prover;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.git.WorkTreeCopy;
import crossreview.git.WorkTreeCopy.ReviewedDiff;
import crossreview.linter.ProofReport;
import crossreview.linter.ProofSpec;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.ValueChecks;
import crossreview.model.call.FailureClass;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.vote.ProofRun;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerRequest.RequestMaterial;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.command.CommandDialogue;
import crossreview.peer.command.CommandEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Runs a program about a finding among the files as the change leaves them. It reads the finding
 * from its standard input as a JSON object, and its exit code is what it says: whatever it writes
 * is evidence and no ruling. Without such files the call fails, so that nothing is called refuted
 * that was not executed.
 */
public final class ProofDialogue implements CommandDialogue {
  /** What people and prompts read of an output: its end, where programs say how it went. */
  private static final int SHOWN_CHARACTERS = 8_000;

  private final List<String> program;
  private final ProofSpec spec;
  private final WorkTreeCopy workTreeCopy;
  private final UnaryOperator<String> redaction;

  /**
   * @param program its name or path, and its arguments
   * @param redaction what takes secrets out of what is shown
   */
  public ProofDialogue(
      List<String> program,
      ProofSpec spec,
      WorkTreeCopy workTreeCopy,
      UnaryOperator<String> redaction) {
    this.program = List.copyOf(program);
    this.spec = spec;
    this.workTreeCopy = workTreeCopy;
    this.redaction = redaction;
  }

  @Override
  public List<String> program() {
    return program;
  }

  @Override
  public CommandPlan open(PeerRequest peerRequest, Path work) throws IOException {
    RequestMaterial material = peerRequest.requestMaterial();
    ChangeIdentity change = material.change();
    if (change == null || Boolean.TRUE.equals(change.fork())) {
      throw new IOException(
          change == null
              ? "the review does not come from git, so there are no files to run it on"
              : "the change comes from a fork, of which nothing is executed");
    }
    ChangeSet changeSet = ChangeSet.of(material.artifact(), material.text(), material.task());
    List<String> binary =
        changeSet.files().stream().filter(ChangedFile::binary).map(ChangedFile::path).toList();
    Optional<String> missing;
    try {
      missing =
          workTreeCopy.write(
              new ReviewedDiff(change, material.text(), binary), spec.fromBase()::match, work);
    } catch (ProblemException e) {
      throw new IOException("the files of the change cannot be read: " + e.problem().message(), e);
    }
    if (missing.isPresent()) {
      throw new IOException(missing.get());
    }
    byte[] finding = String.join("", peerRequest.prompt()).getBytes(UTF_8);
    return new CommandStart(program, finding, this::report);
  }

  private String report(CommandEnd end) throws IOException {
    boolean confirmed = spec.confirms().contains(end.code());
    if (!confirmed && !spec.refutes().contains(end.code())) {
      throw end.failure(
          FailureClass.PROVIDER_ERROR,
          "proof_failed",
          "exit code " + end.code() + " neither confirms nor refutes");
    }
    String output = end.answer() + end.errors();
    byte[] bytes = output.getBytes(UTF_8);
    String shown = redaction.apply(output);
    String command = ValueChecks.cut(String.join(" ", program), ProofRun.COMMAND_MAX);
    return new ProofReport(
            redaction.apply(command),
            end.code(),
            confirmed,
            Digest.of(bytes),
            bytes.length,
            end(shown))
        .text();
  }

  /** From a whole character on. */
  private static String end(String text) {
    int from = Math.max(0, text.length() - SHOWN_CHARACTERS);
    boolean half = from > 0 && Character.isLowSurrogate(text.charAt(from));
    return text.substring(half ? from + 1 : from);
  }
}
