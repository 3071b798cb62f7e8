package crossreview.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewQueueTest {
  private final ReviewQueue line = new ReviewQueue(1, 2);
  private final List<String> said = new ArrayList<>();

  private SessionId enter(String name) {
    SessionId id = Samples.id();
    line.enter(id, () -> said.add(name), () -> said.add(name + " left"));
    return id;
  }

  @Test
  void whoComesLaterWaitsInOrderAndIsToldItsPlace() {
    SessionId first = enter("first");
    SessionId second = enter("second");
    SessionId third = enter("third");

    assertEquals(List.of(0, 1, 2), places(first, second, third));
    assertTrue(line.full());
    line.leave();
    assertEquals(List.of("first", "second"), said);
    assertEquals(List.of(0, 0, 1), places(first, second, third));
    assertFalse(line.full());
    line.leave();
    line.leave();
    assertEquals(List.of("first", "second", "third"), said);
    enter("fourth");
    assertEquals("fourth", said.getLast());
  }

  private List<Integer> places(SessionId... ids) {
    return List.of(ids).stream().map(line::position).toList();
  }

  @Test
  void whoHasOnlyToEndGoesFirst() {
    enter("first");
    enter("second");
    SessionId third = enter("third");

    assertTrue(line.expedite(third));
    assertFalse(line.expedite(third));
    assertEquals(List.of("first", "third"), said);
    line.leave();
    assertEquals(2, said.size(), "one place is taken still");
    line.leave();
    assertEquals("second", said.getLast());
  }

  @Test
  void whoWasSqueezedInTakesAPlace() {
    line.enterUnbounded();
    enter("first");
    assertEquals(List.of(), said);
    line.leave();
    assertEquals(List.of("first"), said);
  }

  @Test
  void aClosedLineLetsGoOfWhoWaits() {
    enter("first");
    enter("second");
    line.close();
    line.leave();

    assertEquals(List.of("first", "second left"), said);
  }
}
