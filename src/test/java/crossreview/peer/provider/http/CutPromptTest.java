package crossreview.peer.provider.http;

import static crossreview.testkit.ModelPeerBuilder.MODEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.CostCertainty;
import crossreview.peer.PeerException;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.ReviewHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider whose own count says that it read a part of the prompt; it counts 1,000 tokens. */
class CutPromptTest extends ProviderCase {
  private static List<String> words(int count) {
    return List.of("You review. ", "word ".repeat(count), "Decide now.");
  }

  private PeerException cut(ModelPeer peer, CallPurpose callPurpose) {
    return assertThrows(
        PeerException.class,
        () -> ReviewHarness.get(peer.ask(ask(callPurpose, words(4_000)), ProgressListener.SILENT)));
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerToAPartOfThePromptIsNoneAndIsBilled(DialectFixture dialectFixture) {
    provider.inTurn(
        FakeProvider.stream(stream(dialectFixture)),
        FakeProvider.json(200, dialectFixture.whole(MODEL, READY)),
        FakeProvider.stream(dialectFixture.cutStream(MODEL, READY)));
    ModelPeer peer = wired().peer(dialectFixture);

    for (int i = 0; i < 3; i++) {
      PeerException failed = cut(peer, CallPurpose.REVIEW);
      assertEquals("prompt_too_large/prompt_truncated", failed.getMessage());
      assertEquals(CostCertainty.EXACT, failed.failure().spend());
      assertTrue(failed.cost().compareTo(Money.ZERO) > 0);
      assertTrue(
          failed.failure().hint().startsWith("the provider counted 1000 tokens of a prompt"),
          failed.failure().hint());
    }
  }

  @ParameterizedTest
  @EnumSource
  void itIsTheSameWhateverIsAsked(CallPurpose callPurpose) {
    provider.answers(request -> FakeProvider.stream(stream(DialectFixture.CHAT)));

    PeerException failed = cut(wired().peer(DialectFixture.CHAT), callPurpose);

    assertEquals("prompt_truncated", failed.failure().failureCode());
  }

  @ParameterizedTest
  @EnumSource
  void whatCameFromACacheWasReadToo(DialectFixture dialectFixture) {
    provider.answers(request -> FakeProvider.stream(stream(dialectFixture)));

    PeerResponse whole =
        ReviewHarness.get(
            wired()
                .peer(dialectFixture)
                .ask(ask(CallPurpose.REVIEW, words(1_400)), ProgressListener.SILENT));

    assertEquals(READY, whole.text()); // 840 are asked for: 700 new and 300 cached are enough
  }

  @Test
  void aProfileWhoseCountsMeanSomethingElseIsNotMeasured() {
    provider.answers(request -> FakeProvider.stream(stream(DialectFixture.CHAT)));
    ModelPeer peer = wired().with("prompt_tokens_percent", 0L).peer(DialectFixture.CHAT);

    PeerResponse whole =
        ReviewHarness.get(peer.ask(ask(CallPurpose.REVIEW, words(4_000)), ProgressListener.SILENT));

    assertEquals(READY, whole.text());
  }

  /** A text with few words is measured by its characters. */
  @ParameterizedTest
  @EnumSource
  void aCutPromptWithoutWordsIsFoundToo(DialectFixture dialectFixture) {
    provider.answers(request -> FakeProvider.stream(stream(dialectFixture)));
    ModelPeer peer = wired().peer(dialectFixture);

    for (String line : List.of("9ada76e1c9e8ba3827f2aced31688b06\n", "!@#$%^&*{}[]();,.<>/?\n")) {
      List<String> prompt = List.of("You review. ", line.repeat(1_500), "Decide now.");
      PeerException failed =
          assertThrows(
              PeerException.class,
              () ->
                  ReviewHarness.get(
                      peer.ask(ask(CallPurpose.REVIEW, prompt), ProgressListener.SILENT)));
      assertEquals("prompt_truncated", failed.failure().failureCode());
    }
  }

  /** Such a count says nothing, so the vote counts and its price is an estimate. */
  @ParameterizedTest
  @EnumSource
  void aCountThatCannotBeReadOrIsZeroCostsNoVote(DialectFixture dialectFixture) {
    for (String count : List.of("\"1000\"", "285.7", "-5", "0")) {
      String odd =
          stream(dialectFixture)
              .replaceAll(
                  "(\"(?:prompt_tokens|input_tokens|promptTokenCount)\":)\\d+", "$1" + count)
              .replaceAll(
                  "(\"(?:cached_tokens|cache_read_input_tokens|cachedContentTokenCount)\":)\\d+",
                  "$10");
      provider.answers(request -> FakeProvider.stream(odd));

      PeerResponse whole =
          ReviewHarness.get(
              wired()
                  .peer(dialectFixture)
                  .ask(ask(CallPurpose.REVIEW, words(4_000)), ProgressListener.SILENT));

      assertEquals(READY, whole.text(), count);
      assertEquals(CostBasis.ESTIMATE, whole.costBasis(), count);
      assertTrue(whole.countRemark().contains(count), whole.countRemark());
    }
  }
}
