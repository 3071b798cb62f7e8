package crossreview.http.request;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.RawBody;
import crossreview.operation.SchemaValidator;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;

/** Any path, query and body of an operation: an input, or a refusal that says what is wrong. */
public final class InputFuzz {
  private static final Map<String, Object> INPUT =
      SchemaBuilder.object()
          .must("id", SchemaBuilder.text(1, 40, "A name."))
          .may("count", SchemaBuilder.whole(0, 9, "A number."))
          .may("flag", SchemaBuilder.flag("Yes or no."))
          .may("text", SchemaBuilder.text(0, 100, "A text."))
          .may("media_type", SchemaBuilder.text(0, 100, "Its kind."))
          .may("list", SchemaBuilder.list(SchemaBuilder.text(1, 9, "A word."), "Words."))
          .may(
              "inner",
              SchemaBuilder.object().may("deep", SchemaBuilder.whole(0, 9, "A number.")).build())
          .build();
  private static final List<Operation> OPERATIONS =
      List.of(
          operation(HttpRoute.get("/x/{id}")),
          operation(HttpRoute.post("/x/{id}")),
          operation(
              HttpRoute.postText(
                  "/x/{id}", new RawBody("text", "media_type", RequestProblem.ARTIFACT_NOT_UTF8))));
  private static final SchemaValidator CHECK = new SchemaValidator(INPUT);

  private InputFuzz() {}

  private static Operation operation(HttpRoute httpRoute) {
    return new Operation(
        "sample",
        "Sample",
        "Takes whatever a fuzzer thinks of.",
        INPUT,
        SchemaBuilder.object().build(),
        AccessRole.READER,
        OperationHints.READS,
        httpRoute,
        operationCall -> null);
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
