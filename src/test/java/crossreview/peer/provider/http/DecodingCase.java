package crossreview.peer.provider.http;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import crossreview.model.Money;
import crossreview.model.call.PriceCard;
import crossreview.model.call.PriceCard.TokenRates;
import crossreview.peer.CallPricing;
import crossreview.peer.PeerException;
import crossreview.peer.PeerResponse;
import crossreview.peer.provider.AnswerTranscript;
import crossreview.peer.provider.OutcomeEvaluator;
import crossreview.peer.provider.StreamException;
import crossreview.peer.provider.TokenMaximum;
import crossreview.profile.ProfileCatalog;
import crossreview.profile.ProviderProfile;
import crossreview.testkit.DialectFixture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Answers without a connection. */
abstract class DecodingCase {
  static final List<String> PIECES =
      List.of("{\"status\":", "\"READY\", \"é € 😀\"", " \u0000 \ud800 ", "<b> \" \\ end}");
  static final String TEXT = String.join("", PIECES);
  static final String MODEL = "m-1";
  static final CallPricing PRICE =
      new CallPricing.TokenPricing(
          PriceCard.of(TokenRates.of(Money.of("10"), Money.of("100"), Money.of("1"), null, null)),
          1_000);

  static ProviderProfile profile(DialectFixture dialectFixture, Map<String, Object> with) {
    return ProfileCatalog.shipped().find("test", dialectFixture.profile(), with, new ArrayList<>());
  }

  static PeerResponse heard(DialectFixture dialectFixture, String type, byte[] bytes, int... cuts)
      throws StreamException {
    return heard(profile(dialectFixture, Map.of()), dialectFixture, type, bytes, cuts);
  }

  static PeerResponse heard(
      ProviderProfile providerProfile,
      DialectFixture dialectFixture,
      String type,
      byte[] bytes,
      int... cuts)
      throws StreamException {
    AnswerTranscript heard = new AnswerTranscript(16 << 20, piece -> {});
    AnswerReader reader =
        new AnswerReader(
            dialectFixture.dialect().decoder(providerProfile.answerFormat(), heard),
            heard,
            16 << 20);
    assertTrue(reader.expects(type));
    int from = 0;
    for (int cut : cuts) {
      reader.feed(Arrays.copyOfRange(bytes, from, cut));
      from = cut;
    }
    reader.feed(Arrays.copyOfRange(bytes, from, bytes.length));
    reader.end();
    return new OutcomeEvaluator(
            providerProfile.answerFormat(),
            new OutcomeEvaluator.AttemptFacts(
                MODEL, PRICE, Money.of("9"), 0, TokenMaximum.of(1_000, 1_000, false)))
        .evaluate(heard);
  }

  static PeerResponse stream(DialectFixture dialectFixture, String text) throws StreamException {
    return heard(dialectFixture, "text/event-stream; charset=utf-8", utf8(text));
  }

  static PeerResponse chat(Map<String, Object> with, String... chunks) throws StreamException {
    StringBuilder out = new StringBuilder();
    for (String chunk : chunks) {
      out.append("data: ").append(chunk).append("\n\n");
    }
    return heard(
        profile(DialectFixture.CHAT, with),
        DialectFixture.CHAT,
        "text/event-stream",
        utf8(out.toString()));
  }

  static String failure(Executable what) {
    PeerException failed = assertThrows(PeerException.class, what::run);
    return failed.getMessage() + " " + failed.failure().spend().wireName();
  }

  interface Executable {
    void run() throws StreamException;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String delta(int item, String text) {
    return "data: {\"type\":\"response.output_text.delta\",\"output_index\":"
        + item
        + ",\"delta\":"
        + JsonWriter.of(text)
        + "}\n\n";
  }
}
