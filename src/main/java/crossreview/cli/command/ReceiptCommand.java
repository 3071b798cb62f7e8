package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.review.AttestationNote;
import crossreview.cli.review.AttestationNote.WrittenNote;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "receipt",
    mixinStandardHelpOptions = true,
    description = {
      "Print the signed receipt of a closed session, or what it says as an attestation.",
      "An attestation is an in-toto statement about the commit, the change and the text, in a"
          + " DSSE envelope that the key of the receipt signs."
    },
    footer = {
      "",
      "  crossreview receipt ID > receipt.json",
      "  crossreview receipt ID --format dsse > review.dsse.json",
      "  crossreview receipt ID --git-note"
    })
final class ReceiptCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", description = "The session id, or the first characters of it.")
  private String id;

  @Option(names = "--format", paramLabel = "FORMAT", description = "receipt (the default) or dsse.")
  private @Nullable ReceiptFormat format;

  @Option(
      names = "--git-note",
      description =
          "Add the attestation to the note of the reviewed commit in refs/notes/crossreview, in"
              + " the repository here; a note that is there is kept.")
  private boolean gitNote;

  ReceiptCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  enum ReceiptFormat {
    RECEIPT,
    DSSE
  }

  @Override
  public Integer call() {
    if (gitNote && format == ReceiptFormat.RECEIPT) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "--git-note writes an attestation; leave out --format receipt");
    }
    ApiClient apiClient = global.client(cliContext);
    String path = "/sessions/" + new SessionIdResolver(apiClient).resolve(id);
    if (gitNote) {
      String envelope = apiClient.text(path + "/attestation", "*/*");
      say(new AttestationNote(cliContext).write(apiClient.get(path, "state", "head"), envelope));
    } else {
      String what = format == ReceiptFormat.DSSE ? "/attestation" : "/receipt";
      cliContext.out().println(apiClient.text(path + what, "*/*"));
    }
    cliContext.out().flush();
    return 0;
  }

  private void say(WrittenNote note) {
    if (global.json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("commit", note.commit());
      fields.put("added", note.added());
      cliContext.out().println(JsonWriter.of(fields));
    } else {
      cliContext
          .out()
          .println(
              (note.added() ? "added the attestation to" : "the attestation is already in")
                  + " the note of "
                  + note.commit()
                  + " in refs/notes/crossreview");
    }
  }
}
