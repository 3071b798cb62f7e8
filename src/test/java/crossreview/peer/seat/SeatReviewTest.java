package crossreview.peer.seat;

import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.SeatKey;
import crossreview.access.StoreSecret;
import crossreview.access.TokenFile;
import crossreview.access.browser.BrowserAccess;
import crossreview.model.ProblemException;
import crossreview.model.ProjectName;
import crossreview.model.SessionId;
import crossreview.model.call.FailureClass;
import crossreview.model.run.EndReason;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationContext;
import crossreview.operation.SessionAccess;
import crossreview.operation.seat.SeatOperations;
import crossreview.peer.seat.SeatRegistry.Seat;
import crossreview.review.RunRequest;
import crossreview.session.Session;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import crossreview.time.SystemTime;
import crossreview.time.TimerService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person on the panel, through the operations that every API has. */
class SeatReviewTest {
  private static final Principal EVE = new Principal("eve", AccessRole.CALLER);
  private static final Principal MAL = new Principal("mal", AccessRole.CALLER);
  private static final Principal FOE = new Principal("foe", AccessRole.CALLER, "elsewhere");
  private static final Principal OPERATOR = new Principal("operator", AccessRole.OPERATOR);
  private static final String READY = "{\"status\":\"READY\",\"summary\":\"I read it\"}";

  @TempDir private Path dir;
  private volatile Runnable deadline = () -> {};
  private final SeatRegistry seats = new SeatRegistry(new SystemTime(), this::held);
  private OperationCatalog operationCatalog;

  /** The time of a seat is up when a test says so. */
  private TimerService.TimerHandle held(Duration time, Runnable task) {
    deadline = task;
    return () -> {};
  }

  private ReviewHarness bench() {
    PanelMember person =
        new PanelMember("person", "seat", "seat", "person", List.of(PeerRole.REVIEW));
    ReviewHarness bench =
        new ReviewHarness(
            dir,
            ScriptedPeer.reviewer("ada", PeerScript.ready()),
            new SeatPeer(person, seats, Duration.ofMinutes(1)));
    OperationContext operationContext =
        new OperationContext(bench.store().sessions(), null, null, null, null);
    operationCatalog =
        new OperationCatalog(
            SeatOperations.of(operationContext, seats, access()),
            SessionAccess.of(operationContext.sessionRegistry()),
            auditEvent -> {});
    return bench;
  }

  private BrowserAccess access() {
    try {
      SecureRandom random = new SecureRandom();
      return BrowserAccess.open(
          new TokenFile(dir, new SystemTime(), random).open(),
          StoreSecret.open(dir, random),
          new SystemTime(),
          random,
          null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SessionId begin(ReviewHarness bench) {
    SessionId id = bench.open(RunMode.REVIEW, "the text\n");
    get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
    Eventually.holds(() -> !seats.open().isEmpty());
    return id;
  }

  private Map<String, Object> ask(Principal who, String operation, Map<String, Object> input) {
    OperationCall operationCall = new OperationCall(who, input, null, "r1");
    return get(operationCatalog.invoke(
            operationCatalog.find(operation).orElseThrow(), operationCall))
        .body();
  }

  private Map<String, Object> seat() {
    return Map.of("seat", seats.open().getFirst().id());
  }

  private Map<String, Object> seat(String name, String value) {
    return Map.of("seat", seats.open().getFirst().id(), name, value);
  }

  private static String refusal(Runnable what) {
    return assertThrows(ProblemException.class, what::run).problem().code();
  }

  @Test
  void aPersonAndAModelReachUnanimity() {
    try (ReviewHarness bench = bench()) {
      SessionId id = begin(bench);

      assertTrue(ask(EVE, "seat_list", Map.of()).toString().contains(id.value()));
      ask(EVE, "seat_claim", seat());
      Map<String, Object> read = ask(EVE, "seat_read", seat());
      ask(EVE, "seat_submit", seat("answer", READY));

      Session session = bench.ended(id);
      assertEquals("the text\n", read.get("artifact"));
      assertTrue(read.get("prompt").toString().contains("the text\n"));
      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      assertEquals(List.of(), seats.open());
    }
  }

  @Test
  void aSeatIsForOneAtATimeAndNeverForWhoeverOpenedTheSession() {
    try (ReviewHarness bench = bench()) {
      SessionId id = begin(bench);
      String petitioner = bench.view(id).opened().petitioner();

      assertEquals("seat_not_claimed", refusal(() -> ask(EVE, "seat_read", seat())));
      assertEquals(
          "own_work",
          refusal(() -> ask(new Principal(petitioner, AccessRole.CALLER), "seat_claim", seat())));
      ask(EVE, "seat_claim", seat());
      ask(EVE, "seat_claim", seat());
      assertEquals("seat_taken", refusal(() -> ask(MAL, "seat_claim", seat())));
      assertEquals("seat_not_claimed", refusal(() -> ask(MAL, "seat_read", seat())));
      assertEquals(
          "seat_not_claimed", refusal(() -> ask(MAL, "seat_submit", seat("answer", READY))));
      ask(EVE, "seat_return", seat("reason", "no time"));
      ask(MAL, "seat_claim", seat());
      ask(MAL, "seat_submit", seat("answer", READY));

      assertEquals(SessionOutcome.CONVERGED, bench.ended(id).finalized().outcome());
      assertEquals("seat_not_found", refusal(() -> ask(MAL, "seat_claim", Map.of("seat", "gone"))));
    }
  }

  @Test
  void whoMayNotSeeASessionCannotTellThatItHasASeat() {
    try (ReviewHarness bench = bench()) {
      begin(bench);
      Map<String, Map<String, Object>> calls =
          Map.of(
              "seat_claim", Map.of(),
              "seat_read", Map.of(),
              "seat_submit", Map.of("answer", READY),
              "seat_return", Map.of("reason", "x"));

      for (String operation : calls.keySet()) {
        assertEquals("seat_not_found", refusal(() -> ask(FOE, operation, seat(calls, operation))));
      }
      ask(EVE, "seat_claim", seat());
      for (String operation : calls.keySet()) {
        assertEquals("seat_not_found", refusal(() -> ask(FOE, operation, seat(calls, operation))));
      }
    }
  }

  @Test
  void whoIsInvitedToASeatAnswersForItAndHearsOfNoOther() {
    try (ReviewHarness bench = bench()) {
      SessionId id = begin(bench);
      SeatKey here = new SeatKey(id.value(), 1, "person");
      Principal guest = guest("guest", here);
      List<Principal> others =
          List.of(
              guest("a", new SeatKey(id.value(), 2, "person")),
              guest("b", new SeatKey(id.value(), 1, "ada")),
              guest("c", new SeatKey(Samples.id().value(), 1, "person")));

      for (Principal other : others) {
        assertEquals("seat_not_found", refusal(() -> ask(other, "seat_claim", seat())));
        assertEquals(List.of(), ask(other, "seat_list", Map.of()).get("seats"));
      }
      assertEquals(1, ((List<?>) ask(guest, "seat_list", Map.of()).get("seats")).size());
      ask(guest, "seat_claim", seat());
      for (Principal other : others) {
        Principal alike = guest("guest", other.seat());
        assertEquals("seat_not_found", refusal(() -> ask(alike, "seat_read", seat())));
        assertEquals(
            "seat_not_found", refusal(() -> ask(alike, "seat_submit", seat("answer", READY))));
      }
      assertEquals("the text\n", ask(guest, "seat_read", seat()).get("artifact"));
      ask(guest, "seat_submit", seat("answer", READY));

      assertEquals(SessionOutcome.CONVERGED, bench.ended(id).finalized().outcome());
    }
  }

  private static Principal guest(String name, SeatKey seat) {
    return new Principal(name, AccessRole.REVIEWER, ProjectName.DEFAULT, seat);
  }

  @Test
  void onlyOperatorsInviteAndNeitherWhoOpenedTheSessionNorToASeatThatSomebodyHolds() {
    try (ReviewHarness bench = bench()) {
      SessionId id = begin(bench);
      String petitioner = bench.view(id).opened().petitioner();

      assertEquals("role_too_low", refusal(() -> ask(EVE, "seat_invite", seat("name", "guest"))));
      assertEquals(
          "own_work", refusal(() -> ask(OPERATOR, "seat_invite", seat("name", petitioner))));
      assertEquals(
          "token_exists", refusal(() -> ask(OPERATOR, "seat_invite", seat("name", "local-agent"))));
      assertEquals(
          "bad_name", refusal(() -> ask(OPERATOR, "seat_invite", seat("name", "a guest"))));
      Map<String, Object> invited = ask(OPERATOR, "seat_invite", seat("name", "guest"));
      ask(EVE, "seat_claim", seat());

      assertEquals(
          "/seat/" + seats.open().getFirst().id() + "#invitation=" + invited.get("code"),
          invited.get("path"));
      assertEquals(
          "seat_taken", refusal(() -> ask(OPERATOR, "seat_invite", seat("name", "guest"))));
    }
  }

  private Map<String, Object> seat(Map<String, Map<String, Object>> calls, String operation) {
    Map<String, Object> input = new HashMap<>(calls.get(operation));
    input.putAll(seat());
    return input;
  }

  @Test
  void aVerdictThatCannotBeReadMayBeHandedInAgain() {
    try (ReviewHarness bench = bench()) {
      SessionId id = begin(bench);
      ask(EVE, "seat_claim", seat());

      assertEquals(
          "no_verdict", refusal(() -> ask(EVE, "seat_submit", seat("answer", "looks fine"))));
      assertEquals(1, seats.open().size());
      ask(EVE, "seat_submit", seat("answer", READY));

      assertEquals(SessionOutcome.CONVERGED, bench.ended(id).finalized().outcome());
    }
  }

  @Test
  void aMissedDeadlineBlocksByName() {
    try (ReviewHarness bench = bench()) {
      SessionId id = begin(bench);
      Seat open = seats.open().getFirst();
      ask(EVE, "seat_claim", Map.of("seat", open.id()));

      deadline.run();
      Session session = bench.ended(id);

      assertEquals(
          FailureClass.SEAT_EXPIRED.wireName(),
          session.rounds().getFirst().rejected().get("person"));
      assertEquals(EndReason.HANDED_BACK, session.run().ended().reason());
      assertEquals(
          "seat_not_found",
          refusal(() -> ask(EVE, "seat_submit", Map.of("seat", open.id(), "answer", READY))));
    }
  }
}
