package crossreview.http;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import crossreview.access.Role;
import crossreview.model.ProblemException;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.RawBody;
import crossreview.operation.Operation.Route;
import crossreview.operation.Schema;
import crossreview.operation.SchemaCheck;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;

/** Any path, query and body of an operation: an input, or a refusal that says what is wrong. */
public final class InputFuzz {
  private static final Map<String, Object> INPUT =
      Schema.object()
          .must("id", Schema.text(1, 40, "A name."))
          .may("count", Schema.whole(0, 9, "A number."))
          .may("flag", Schema.flag("Yes or no."))
          .may("text", Schema.text(0, 100, "A text."))
          .may("media_type", Schema.text(0, 100, "Its kind."))
          .may("list", Schema.list(Schema.text(1, 9, "A word."), "Words."))
          .may("inner", Schema.object().may("deep", Schema.whole(0, 9, "A number.")).build())
          .build();
  private static final List<Operation> OPERATIONS =
      List.of(
          operation(Route.get("/x/{id}")),
          operation(Route.post("/x/{id}")),
          operation(Route.postText("/x/{id}", new RawBody("text", "media_type", "not_utf8"))));
  private static final SchemaCheck CHECK = new SchemaCheck(INPUT);

  private InputFuzz() {}

  private static Operation operation(Route route) {
    return new Operation(
        "sample",
        "Sample",
        "Takes whatever a fuzzer thinks of.",
        INPUT,
        Schema.object().build(),
        Role.READER,
        Hints.READS,
        route,
        call -> null);
  }

  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    Operation operation = OPERATIONS.get(data.consumeInt(0, 2));
    MultiMap query = MultiMap.caseInsensitiveMultiMap();
    for (int i = data.consumeInt(0, 3); i > 0; i--) {
      query.add(data.pickValue(List.of("id", "count", "flag", "afer")), data.consumeString(20));
    }
    String type = data.pickValue(List.of("application/json", "text/plain", "", "x/y"));
    String charset = data.pickValue(List.of("", "utf-8", "latin1"));
    Map<String, String> path = Map.of("id", data.consumeString(50));
    RequestParts parts =
        new RequestParts(path, query, type, charset, data.consumeRemainingAsBytes());
    try {
      Map<String, Object> input = new InputReader(operation).read(parts);
      CHECK
          .faults(input)
          .forEach(requestFault -> said(requestFault.path() + requestFault.message()));
    } catch (ProblemException problemException) {
      said(problemException.problem().message());
    }
  }

  private static void said(String why) {
    if (why.isBlank()) {
      throw new IllegalStateException("refused without a reason");
    }
  }
}
