package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.DisplayFormats;
import crossreview.cli.review.SessionTexts;
import crossreview.cli.review.SessionTexts.TextPair;
import crossreview.cli.review.WorkTree;
import crossreview.diff.text.TextDecoder;
import crossreview.diff.text.TextDecoder.DecodedText;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Replace the submitted text of a session with the approved one.",
      "With FILE, that file is replaced if it still is the submitted text. Without FILE, the text"
          + " must be a diff whose change is in the git work tree: the changes of the revision are"
          + " applied to the work tree, after a check and all or none. Nothing else is touched, and"
          + " nothing is staged or committed."
    })
final class ApplyCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The session id, or the first characters of it.")
  private String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file that was submitted.")
  private @Nullable String file;

  @Option(names = "--check", description = "Only print what would change.")
  private boolean check;

  ApplyCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    String session = new SessionIdResolver(apiClient).resolve(id);
    JsonNode now = apiClient.get("/sessions/" + session, "state", "head");
    TextPair texts = new SessionTexts(apiClient, session).pair(now);
    List<String> changed = now.flag("revised") ? applied(texts, now) : List.of();
    if (global.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("session", session);
      answer.put("applied", !check);
      answer.put("files", changed);
      cliContext.out().println(JsonWriter.of(answer));
    } else {
      say(changed);
    }
    return 0;
  }

  private List<String> applied(TextPair texts, JsonNode now) {
    if (file != null) {
      return replaced(file, texts);
    }
    if (!now.tree("artifact").text("media_type").equals("text/x-diff")) {
      throw new CliException(
          CliProblem.BAD_FILE,
          "the text is not a diff; give the file: crossreview apply " + id + " FILE");
    }
    return WorkTree.exchange(cliContext.workingDirectory(), texts, check);
  }

  private List<String> replaced(String file, TextPair texts) {
    Path path = cliContext.workingDirectory().resolve(file);
    try {
      byte[] bytes = Files.readAllBytes(path);
      Digest there = Digest.of(bytes);
      if (there.equals(Digest.of(texts.approved()))) {
        return List.of();
      }
      if (!there.equals(Digest.of(texts.submitted()))) {
        throw new CliException(
            CliProblem.REVISION_NOT_APPLICABLE, otherBytes(file, bytes, texts.submitted()));
      }
      if (!check) {
        Files.writeString(path, texts.approved());
      }
      return List.of(file);
    } catch (IOException e) {
      throw new CliException(
          CliProblem.BAD_FILE, "cannot replace " + file + ": " + GlobalOptions.reason(e));
    }
  }

  /** Why a file is not replaced: it is another text, or the same one in other bytes. */
  static String otherBytes(String file, byte[] bytes, String submitted) {
    return TextDecoder.decode(bytes) instanceof DecodedText.ReadableText readable
            && readable.text().equals(submitted)
        ? "what was reviewed is not byte for byte what is in "
            + file
            + " ("
            + String.join("; ", readable.notes())
            + "), so it was not changed; convert it to UTF-8 without a mark and submit it again"
        : file + " is not the text that was submitted, so it was not changed";
  }

  private void say(List<String> changed) {
    if (changed.isEmpty()) {
      cliContext.out().println("nothing to apply: the approved text is already there");
      return;
    }
    String files = DisplayFormats.plural(changed.size(), "file");
    cliContext.out().println((check ? "would change " : "changed ") + files + ":");
    changed.forEach(name -> cliContext.out().println("  " + JsonNode.safe(name)));
    if (file == null && !check) {
      cliContext.out().println("nothing is staged or committed yet");
    }
  }
}
