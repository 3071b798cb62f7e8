package crossreview.peer.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.peer.PeerException;
import crossreview.peer.provider.StreamException;
import crossreview.testkit.DialectFixture;
import crossreview.verdict.IncompleteRefusals;
import crossreview.verdict.IncompleteRefusals.IncompleteRefusal;
import crossreview.verdict.WrappedAnswers;
import crossreview.verdict.WrappedAnswers.WrappedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of wrapped answers as streams, with the borders of events and bytes at random. */
class WrappedStreamsTest extends DecodingCase {
  @ParameterizedTest
  @EnumSource
  void eachAnswerMeansTheSameHoweverItIsStreamed(DialectFixture dialect) throws StreamException {
    Random random = new Random(17);
    for (WrappedAnswer wrapped : WrappedAnswers.all()) {
      for (boolean filtered : List.of(true, false)) {
        String status = status(dialect, wrapped, filtered, random);

        assertEquals(wrapped.expected(), status, dialect + ": " + wrapped.answer());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalThatLacksFieldsCountsWithItsDefaultsHoweverItIsStreamed(DialectFixture dialect)
      throws StreamException {
    Random random = new Random(29);
    for (IncompleteRefusal refusal : IncompleteRefusals.all()) {
      byte[] bytes = utf8(dialect.stream(MODEL, pieces(refusal.answer(), random)));
      int[] cuts = random.ints(5, 0, bytes.length).sorted().toArray();
      String text =
          heard(profile(dialect, Map.of()), dialect, "text/event-stream", bytes, cuts).text();

      assertEquals(
          IncompleteRefusals.expected(refusal),
          IncompleteRefusals.meaning(text),
          dialect + " " + refusal);
    }
  }

  /**
   * @param filtered whether the profile takes thoughts out of the stream, where the dialect can
   */
  private static String status(
      DialectFixture dialect, WrappedAnswer wrapped, boolean filtered, Random random)
      throws StreamException {
    boolean tags = filtered && dialect == DialectFixture.CHAT;
    Map<String, Object> with = tags ? Map.of("think_tags", true) : Map.of();
    byte[] bytes = utf8(dialect.stream(MODEL, pieces(wrapped.answer(), random)));
    int[] cuts = random.ints(5, 0, bytes.length).sorted().toArray();
    try {
      String text = heard(profile(dialect, with), dialect, "text/event-stream", bytes, cuts).text();
      return WrappedAnswers.status(text);
    } catch (PeerException e) {
      return WrappedAnswers.UNREADABLE; // nothing was left of it
    }
  }

  private static List<String> pieces(String answer, Random random) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < answer.length()) {
      int to = Math.min(answer.length(), from + 1 + random.nextInt(40));
      pieces.add(answer.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
