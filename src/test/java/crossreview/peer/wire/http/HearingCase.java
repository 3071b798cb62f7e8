package crossreview.peer.wire.http;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonText;
import crossreview.model.Money;
import crossreview.model.call.PriceCard;
import crossreview.model.call.PriceCard.TokenRates;
import crossreview.peer.PeerFailed;
import crossreview.peer.Price;
import crossreview.peer.Reply;
import crossreview.peer.wire.Conclusion;
import crossreview.peer.wire.StreamBroken;
import crossreview.peer.wire.Transcript;
import crossreview.profile.Profile;
import crossreview.profile.Profiles;
import crossreview.testkit.Tongue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Answers without a connection. */
abstract class HearingCase {
  static final List<String> PIECES =
      List.of("{\"status\":", "\"READY\", \"é € 😀\"", " \u0000 \ud800 ", "<b> \" \\ end}");
  static final String TEXT = String.join("", PIECES);
  static final String MODEL = "m-1";
  static final Price PRICE =
      new Price.Tokens(
          PriceCard.of(new TokenRates(Money.of("10"), Money.of("100"), Money.of("1"), null, null)),
          1_000);

  static Profile profile(Tongue tongue, Map<String, Object> with) {
    return Profiles.shipped().find("test", tongue.profile(), with, new ArrayList<>());
  }

  static Reply heard(Tongue tongue, String type, byte[] bytes, int... cuts) throws StreamBroken {
    return heard(profile(tongue, Map.of()), tongue, type, bytes, cuts);
  }

  static Reply heard(Profile profile, Tongue tongue, String type, byte[] bytes, int... cuts)
      throws StreamBroken {
    Transcript heard = new Transcript(16 << 20, piece -> {});
    AnswerReader reader =
        new AnswerReader(tongue.dialect().decoder(profile.reading(), heard), heard, 16 << 20);
    assertTrue(reader.expects(type));
    int from = 0;
    for (int cut : cuts) {
      reader.feed(Arrays.copyOfRange(bytes, from, cut));
      from = cut;
    }
    reader.feed(Arrays.copyOfRange(bytes, from, bytes.length));
    reader.end();
    return new Conclusion(profile.reading(), MODEL, PRICE, Money.of("9")).of(heard);
  }

  static Reply stream(Tongue tongue, String text) throws StreamBroken {
    return heard(tongue, "text/event-stream; charset=utf-8", utf8(text));
  }

  static Reply chat(Map<String, Object> with, String... chunks) throws StreamBroken {
    StringBuilder out = new StringBuilder();
    for (String chunk : chunks) {
      out.append("data: ").append(chunk).append("\n\n");
    }
    return heard(
        profile(Tongue.CHAT, with), Tongue.CHAT, "text/event-stream", utf8(out.toString()));
  }

  static String failure(Executable what) {
    PeerFailed failed = assertThrows(PeerFailed.class, what::run);
    return failed.getMessage() + " " + failed.failure().spend().word();
  }

  interface Executable {
    void run() throws StreamBroken;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String delta(int item, String text) {
    return "data: {\"type\":\"response.output_text.delta\",\"output_index\":"
        + item
        + ",\"delta\":"
        + JsonText.of(text)
        + "}\n\n";
  }
}
