package crossreview.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionId;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which calls belong to the host that writes a session. */
class OwnerRoutingTest {
  private static final String ID = "0b9f6a52-5f0e-4a4c-9d0a-0f6f7f0c2a11";
  private static final Principal ADA = new Principal("ada", AccessRole.OPERATOR);

  private static Operation operation(OperationHints operationHints) {
    return new Operation(
        "anything",
        "anything",
        "An operation that exists for this test alone.",
        SchemaBuilder.object()
            .may("session_id", SchemaBuilder.text("x"))
            .may("seat", SchemaBuilder.text("x"))
            .build(),
        SchemaBuilder.object().build(),
        AccessRole.READER,
        operationHints,
        HttpRoute.get("/x"),
        operationCall ->
            Future.succeededFuture(new OperationResult.ValueResult(Map.of("seats", List.of()))));
  }

  private static OperationCall call(Map<String, Object> input) {
    return new OperationCall(ADA, input, null, "r1");
  }

  private static Optional<SessionId> writer(
      OperationHints operationHints, Map<String, Object> input) {
    return OwnerRouting.writer(operation(operationHints), call(input));
  }

  @Test
  void whatChangesASessionGoesToItsWriterAndWhatReadsStays() {
    Map<String, Object> session = Map.of("session_id", ID);

    assertEquals(Optional.of(new SessionId(ID)), writer(OperationHints.ADDS, session));
    assertEquals(Optional.of(new SessionId(ID)), writer(OperationHints.ENDS, session));
    assertEquals(Optional.empty(), writer(OperationHints.READS, session));
    assertEquals(Optional.empty(), writer(OperationHints.ADDS, Map.of()));
  }

  @Test
  void aSeatIsWhereItsSessionIsWrittenAlsoForReading() {
    Map<String, Object> seat = Map.of("seat", ID + ".c3");

    assertEquals(Optional.of(new SessionId(ID)), writer(OperationHints.READS, seat));
    assertEquals(Optional.of(new SessionId(ID)), writer(OperationHints.ADDS, seat));
    assertEquals(Optional.empty(), writer(OperationHints.READS, Map.of("seat", "nonsense")));
  }

  @Test
  void theCatalogueAsksWhoeverKnowsTheHosts() {
    AtomicReference<String> asked = new AtomicReference<>();
    OwnerRouting hosts =
        new OwnerRouting() {
          @Override
          public Future<OperationResult> owner(
              SessionId session, Operation op, OperationCall operationCall) {
            asked.set("owner of " + session);
            return op.operationHandler().handle(operationCall);
          }

          @Override
          public Future<OperationResult> everywhere(
              String list, Operation op, OperationCall operationCall) {
            asked.set("everybody's " + list);
            return op.operationHandler().handle(operationCall);
          }
        };
    for (OperationHints operationHints :
        List.of(OperationHints.ADDS, OperationHints.lists("seats"))) {
      Operation operation = operation(operationHints);
      OperationCatalog operationCatalog =
          new OperationCatalog(
              List.of(operation),
              id -> Future.succeededFuture(),
              auditEvent -> {},
              hosts,
              SecretCheck.inline());
      Map<String, Object> input = operationHints.readOnly() ? Map.of() : Map.of("session_id", ID);

      operationCatalog.invoke(operation, call(input));
      assertEquals(operationHints.readOnly() ? "everybody's seats" : "owner of " + ID, asked.get());

      asked.set("nobody");
      operationCatalog.answer(operation, call(input));
      assertEquals("nobody", asked.get(), "what another host brought is not brought on");
    }
  }
}
