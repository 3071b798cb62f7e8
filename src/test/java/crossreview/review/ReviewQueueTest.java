package crossreview.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.memory.MemoryBudget;
import crossreview.model.SessionId;
import crossreview.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewQueueTest {
  private int atOnce = 1;
  private final ReviewQueue line =
      new ReviewQueue(() -> atOnce, () -> 2, new MemoryBudget(100, 100));
  private final List<String> said = new ArrayList<>();

  private SessionId enter(String name) {
    return enter(name, 1);
  }

  private SessionId enter(String name, long bytes) {
    SessionId id = Samples.id();
    line.enter(id, bytes, () -> said.add(name), () -> said.add(name + " left"));
    return id;
  }

  @Test
  void whoComesLaterWaitsInOrderAndIsToldItsPlace() {
    SessionId first = enter("first");
    SessionId second = enter("second");
    SessionId third = enter("third");

    assertEquals(List.of(0, 1, 2), places(first, second, third));
    assertTrue(line.full());
    line.leave(first);
    assertEquals(List.of("first", "second"), said);
    assertEquals(List.of(0, 0, 1), places(first, second, third));
    assertFalse(line.full());
    line.leave(second);
    line.leave(third);
    assertEquals(List.of("first", "second", "third"), said);
    enter("fourth");
    assertEquals("fourth", said.getLast());
  }

  private List<Integer> places(SessionId... ids) {
    return List.of(ids).stream().map(line::position).toList();
  }

  @Test
  void placesThatAreAddedGoToThoseThatWait() {
    enter("first");
    enter("second");

    atOnce = 2;
    line.admitWaiting();

    assertEquals(List.of("first", "second"), said);
    assertEquals(0, line.waiting());
  }

  @Test
  void whoHasOnlyToEndGoesFirst() {
    SessionId first = enter("first");
    enter("second");
    SessionId third = enter("third");

    assertTrue(line.expedite(third));
    assertFalse(line.expedite(third));
    assertEquals(List.of("first", "third"), said);
    line.leave(first);
    assertEquals(2, said.size(), "one place is taken still");
    line.leave(third);
    assertEquals("second", said.getLast());
  }

  @Test
  void anAcceptedReviewNeedsNoFreePlaceButTakesOne() {
    SessionId first = enter("first");
    SessionId accepted = Samples.id();
    line.enterAccepted(accepted, 1, () -> said.add("accepted"), () -> said.add("left"));
    enter("second");

    assertEquals(List.of("first", "accepted"), said);
    line.leave(first);
    assertEquals(List.of("first", "accepted"), said);
    line.leave(accepted);
    assertEquals(List.of("first", "accepted", "second"), said);
  }

  @Test
  void reviewsThatTogetherNeedTooMuchMemoryWaitForEachOther() {
    ReviewQueue wide = new ReviewQueue(() -> 10, () -> 10, new MemoryBudget(100, 100));
    SessionId large = Samples.id();
    SessionId next = Samples.id();
    SessionId small = Samples.id();
    wide.enter(large, 80, () -> said.add("large"), () -> {});
    wide.enter(next, 30, () -> said.add("next"), () -> {});
    wide.enterAccepted(small, 90, () -> said.add("accepted"), () -> {});

    assertEquals(List.of("large"), said);
    wide.leave(large);
    assertEquals(List.of("large", "next"), said, "in the order of arrival");
    wide.leave(next);
    assertEquals(List.of("large", "next", "accepted"), said);
  }

  @Test
  void aReviewLargerThanAllMemoryRunsAlone() {
    ReviewQueue wide = new ReviewQueue(() -> 10, () -> 10, new MemoryBudget(100, 100));
    SessionId huge = Samples.id();
    wide.enter(huge, Long.MAX_VALUE, () -> said.add("huge"), () -> {});
    wide.enter(Samples.id(), 1, () -> said.add("small"), () -> {});

    assertEquals(List.of("huge"), said);
    wide.leave(huge);
    assertEquals(List.of("huge", "small"), said);
  }

  @Test
  void aClosedLineLetsGoOfWhoWaits() {
    SessionId first = enter("first");
    enter("second");
    line.close();
    line.leave(first);

    assertEquals(List.of("first", "second left"), said);
  }
}
