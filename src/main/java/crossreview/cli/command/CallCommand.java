package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.OperationDescriptor;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.option.OutputFormat;
import crossreview.cli.render.TextTable;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.report.MarkdownRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    description = {
      "Call any operation of the daemon and print the answer (--output).",
      "Without NAME, list the operations; with only NAME, list its fields. A VALUE @FILE is the"
          + " content of FILE; session_id may be abbreviated."
    })
final class CallCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The operation.")
  private @Nullable String name;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FIELD=VALUE",
      description = "Fields of its input.")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Idempotency key, for repeating the call; random by default.")
  private @Nullable String key;

  CallCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    List<OperationDescriptor> all = OperationDescriptor.all(apiClient.description());
    if (name == null) {
      all.forEach(each -> line(each.name(), each.title()));
      return 0;
    }
    OperationDescriptor operation = OperationDescriptor.find(all, name);
    if (fields.isEmpty() && !operation.required().isEmpty()) {
      cliContext.out().println(operation.name() + ": " + operation.title());
      operation
          .fields()
          .forEach((field, schema) -> {
            boolean must = operation.required().contains(field);
            line("  " + field + (must ? "" : "?"), schema.text("description"));
          });
      return 0;
    }
    Map<String, Object> input = new LinkedHashMap<>();
    fields.forEach(field -> put(apiClient, operation, field, input));
    print(apiClient.call(operation, input, key));
    return 0;
  }

  private void print(Map<?, ?> answer) {
    switch (global.output(OutputFormat.JSON)) {
      case JSON -> cliContext.out().println(JsonWriter.of(answer));
      case MARKDOWN -> cliContext.out().print(MarkdownRenderer.of(answer));
      case TABLE -> TextTable.of(answer).forEach(cliContext.out()::println);
    }
  }

  private void line(String left, String right) {
    cliContext
        .out()
        .println(
            JsonNode.safe(String.format(Locale.ROOT, "%-26s %s", left, right).stripTrailing()));
  }

  private void put(
      ApiClient apiClient, OperationDescriptor operation, String field, Map<String, Object> input) {
    int equals = field.indexOf('=');
    if (equals < 1) {
      throw new CliException(CliProblem.BAD_FIELD, "\"" + field + "\" must be FIELD=VALUE");
    }
    String at = field.substring(0, equals);
    String value = field.substring(equals + 1);
    String text = value.startsWith("@") ? file(value.substring(1)) : value;
    input.put(
        at,
        at.equals("session_id")
            ? new SessionIdResolver(apiClient).resolve(text)
            : operation.parseValue(at, text));
  }

  private String file(String path) {
    try {
      Path file = cliContext.workingDirectory().resolve(path);
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CliException(CliProblem.BAD_FILE, "cannot read " + path + ": " + e.getMessage());
    }
  }
}
