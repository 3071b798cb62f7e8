package crossreview.peer.provider.http;

import static crossreview.testkit.ModelPeerBuilder.MODEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPurpose;
import crossreview.peer.provider.AnswerTranscript;
import crossreview.peer.provider.Dialect;
import crossreview.peer.provider.ModelRequest;
import crossreview.peer.provider.StreamException;
import crossreview.profile.ProviderProfile;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.Eventually;
import crossreview.testkit.FakeProvider;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A bug in the reading of an answer ends its call at once. */
class DecoderBugsTest extends ProviderCase {
  private enum Place {
    EVENT,
    WHOLE,
    END
  }

  /** A dialect whose decoder breaks at one place. */
  private record BrokenDialect(Dialect inner, Place place) implements Dialect {
    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public Map<String, Object> body(ModelRequest ask) {
      return inner.body(ask);
    }

    @Override
    public AnswerDecoder decoder(ProviderProfile.AnswerFormat answerFormat, AnswerTranscript into) {
      AnswerDecoder decoder = inner.decoder(answerFormat, into);
      return new AnswerDecoder() {
        @Override
        public void event(Map<String, Object> data) throws StreamException {
          broken(Place.EVENT);
          decoder.event(data);
        }

        @Override
        public void whole(Map<String, Object> answer) throws StreamException {
          broken(Place.WHOLE);
          decoder.whole(answer);
        }

        @Override
        public void end() throws StreamException {
          broken(Place.END);
          decoder.end();
        }
      };
    }

    private void broken(Place here) {
      if (here == place) {
        throw new StackOverflowError("at " + here);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenDecoderEndsItsCallAndItsConnection(DialectFixture dialectFixture) {
    for (Place place : Place.values()) {
      provider.answers(request ->
          place == Place.WHOLE
              ? FakeProvider.json(200, dialectFixture.whole(MODEL, READY))
              : FakeProvider.stream(stream(dialectFixture)));
      ModelPeer peer =
          wired().speaking(dialect -> new BrokenDialect(dialect, place)).peer(dialectFixture);

      Throwable bug = assertThrows(Throwable.class, () -> reply(peer)).getCause().getCause();

      assertEquals("at " + place, bug.getMessage());
      Eventually.holds(() -> provider.open() == 0);
    }
  }

  @Test
  void aPeerWithoutAnEffortHasNoEasierQuestion() {
    ModelPeer peer = wired().withoutEffort().peer(DialectFixture.RESPONSES);

    assertEquals(Optional.empty(), peer.withLessEffort(ask(CallPurpose.REVIEW)));
    assertTrue(
        wired().peer(DialectFixture.RESPONSES).withLessEffort(ask(CallPurpose.REVIEW)).isPresent());
  }
}
