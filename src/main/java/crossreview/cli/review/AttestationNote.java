package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.diff.text.TextAnalysis;
import crossreview.git.ChangeReader;
import crossreview.git.ChangeReader.ReadChange;
import crossreview.git.ChangeSelection;
import crossreview.git.ChangeSelection.CommitChange;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.CommitNotes;
import crossreview.git.GitProgram;
import crossreview.git.GitRepository;
import crossreview.git.PatchDigest;
import crossreview.model.CliProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes an attestation into a note of the reviewed commit, after a look at whether that commit is
 * here and changes what was reviewed. Blocks.
 */
public final class AttestationNote {
  /** The ref is {@code refs/notes/crossreview}. */
  private static final String NOTES = "crossreview";

  private final CliContext cliContext;

  public AttestationNote(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  /**
   * What was written.
   *
   * @param added false where the same note is there already
   */
  public record WrittenNote(String commit, boolean added) {}

  /**
   * @param session as session_read shows it
   * @param envelope in one line
   */
  public WrittenNote write(JsonNode session, String envelope) {
    JsonNode change = session.tree("change");
    String head = change.text("head");
    if (head.isEmpty()) {
      throw refused("the session is not about a commit; use --format dsse");
    }
    if (session.flag("revised")) {
      throw refused("a revision was approved and not the commit " + head);
    }
    Path directory = cliContext.workingDirectory();
    GitProgram git = GitProgram.in(directory);
    GitRepository repository = GitRepository.around(git, directory);
    if (repository.id(head, "commit").filter(head::equals).isEmpty()) {
      throw refused(
          "the commit " + head + " of " + change.text("repository") + " is not in this repository");
    }
    String here = patch(new ChangeReader(git, directory), change);
    if (!here.equals(session.text("patch_digest"))) {
      throw refused("the commit " + head + " changes something else than what was reviewed");
    }
    return new WrittenNote(head, new CommitNotes(repository, NOTES).add(head, envelope));
  }

  private static String patch(ChangeReader reader, JsonNode change) {
    String base = change.text("base");
    String head = change.text("head");
    ChangeSelection selection =
        base.isEmpty() ? new CommitChange(head) : new RangeChange(base, head, false);
    ReadChange read = reader.read(selection, List.of());
    return Optional.of(new String(read.diff(), UTF_8))
        .flatMap(text -> TextAnalysis.of("change.diff", "text/x-diff", text).diff())
        .map(diff -> PatchDigest.of(diff).value())
        .orElse("");
  }

  private static CliException refused(String why) {
    return new CliException(CliProblem.NOT_THE_COMMIT, why);
  }
}
