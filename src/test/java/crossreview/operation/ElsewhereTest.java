package crossreview.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.access.Principal;
import crossreview.access.Role;
import crossreview.model.SessionId;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which calls belong to the host that writes a session. */
class ElsewhereTest {
  private static final String ID = "0b9f6a52-5f0e-4a4c-9d0a-0f6f7f0c2a11";
  private static final Principal ADA = new Principal("ada", Role.OPERATOR);

  private static Operation operation(Hints hints) {
    return new Operation(
        "anything",
        "anything",
        "An operation that exists for this test alone.",
        Schema.object().may("session_id", Schema.text("x")).may("seat", Schema.text("x")).build(),
        Schema.object().build(),
        Role.READER,
        hints,
        Route.get("/x"),
        call -> Future.succeededFuture(new Result.Done(Map.of("seats", List.of()))));
  }

  private static Call call(Map<String, Object> input) {
    return new Call(ADA, input, null, "r1");
  }

  private static Optional<SessionId> writer(Hints hints, Map<String, Object> input) {
    return Elsewhere.writer(operation(hints), call(input));
  }

  @Test
  void whatChangesASessionGoesToItsWriterAndWhatReadsStays() {
    Map<String, Object> session = Map.of("session_id", ID);

    assertEquals(Optional.of(new SessionId(ID)), writer(Hints.ADDS, session));
    assertEquals(Optional.of(new SessionId(ID)), writer(Hints.ENDS, session));
    assertEquals(Optional.empty(), writer(Hints.READS, session));
    assertEquals(Optional.empty(), writer(Hints.ADDS, Map.of()));
  }

  @Test
  void aSeatIsWhereItsSessionIsWrittenAlsoForReading() {
    Map<String, Object> seat = Map.of("seat", ID + ".c3");

    assertEquals(Optional.of(new SessionId(ID)), writer(Hints.READS, seat));
    assertEquals(Optional.of(new SessionId(ID)), writer(Hints.ADDS, seat));
    assertEquals(Optional.empty(), writer(Hints.READS, Map.of("seat", "nonsense")));
  }

  @Test
  void theCatalogueAsksWhoeverKnowsTheHosts() {
    AtomicReference<String> asked = new AtomicReference<>();
    Elsewhere hosts =
        new Elsewhere() {
          @Override
          public Future<Result> owner(SessionId session, Operation op, Call call) {
            asked.set("owner of " + session);
            return op.handler().handle(call);
          }

          @Override
          public Future<Result> everywhere(String list, Operation op, Call call) {
            asked.set("everybody's " + list);
            return op.handler().handle(call);
          }
        };
    for (Hints hints : List.of(Hints.ADDS, Hints.lists("seats"))) {
      Operation operation = operation(hints);
      Catalogue catalogue =
          new Catalogue(List.of(operation), id -> Future.succeededFuture(), act -> {}, hosts);
      Map<String, Object> input = hints.readOnly() ? Map.of() : Map.of("session_id", ID);

      catalogue.invoke(operation, call(input));
      assertEquals(hints.readOnly() ? "everybody's seats" : "owner of " + ID, asked.get());

      asked.set("nobody");
      catalogue.answer(operation, call(input));
      assertEquals("nobody", asked.get(), "what another host brought is not brought on");
    }
  }
}
