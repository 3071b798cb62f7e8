package crossreview.peer.provider.http;

import static crossreview.testkit.ModelPeerBuilder.MODEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import crossreview.peer.HealthStatus;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.Eventually;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.FakeProvider.Step;
import crossreview.testkit.LogLines;
import crossreview.testkit.ModelPeerBuilder;
import crossreview.testkit.ReviewHarness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one peer may send, and what is logged when its connection breaks. */
class AnswerBoundsTest extends ProviderCase {
  private static final String TOO_LARGE = "stream_buffer_overflow/answer_too_large stream unknown";
  private static final int EVENTS = 60; // of a mebibyte; 48 of them and the answer are too many

  @ParameterizedTest
  @EnumSource
  void thoughtsInManyEventsHaveABoundInAll(DialectFixture dialectFixture) {
    List<Step> steps = new ArrayList<>(List.of(FakeProvider.streamHead()));
    String thought = thought(dialectFixture, "x".repeat(1 << 20));
    steps.addAll(flood(thought));
    steps.add(FakeProvider.send(stream(dialectFixture)));
    steps.add(new Step.Close());
    provider.answers(request -> steps);

    assertEquals(TOO_LARGE, failure(wired().reading(2 << 20).peer(dialectFixture)));
    Eventually.holds(() -> provider.requests().getFirst().hangup().seen());
  }

  @Test
  void manyShortThoughtsBeforeAnAnswerAreNoTrouble() {
    String thought = thought(DialectFixture.CHAT, "x");
    List<Step> steps = FakeProvider.stream(thought.repeat(20_000) + stream(DialectFixture.CHAT));
    provider.answers(request -> steps);

    assertEquals(READY, reply(wired().reading(1_024).peer(DialectFixture.CHAT)).text());
  }

  @Test
  void commentsCountAsWell() {
    List<Step> steps = new ArrayList<>(List.of(FakeProvider.streamHead()));
    String comment = ":" + "x".repeat(1 << 20) + "\n\n";
    steps.addAll(flood(comment));
    steps.add(FakeProvider.send(stream(DialectFixture.CHAT)));
    steps.add(new Step.Close());
    provider.answers(request -> steps);

    String said = failure(wired().reading(2 << 20).peer(DialectFixture.CHAT));

    assertEquals(TOO_LARGE, said);
  }

  @ParameterizedTest
  @EnumSource
  void smallValuesThatTakeMuchHeapHaveABoundOfTheirOwn(DialectFixture dialectFixture) {
    String flood = "{\"a\":[" + "{},".repeat(300_000) + "{}]}";
    provider.inTurn(FakeProvider.json(200, flood), FakeProvider.stream("data: " + flood + "\n\n"));

    assertEquals(TOO_LARGE, failure(wired().peer(dialectFixture)));
    assertEquals(TOO_LARGE, failure(wired().peer(dialectFixture)));
  }

  @Test
  void aListOfModelsThatDoesNotEndIsNotReadOn() {
    StringBuilder head =
        FakeProvider.head(200, Map.of("content-type", "application/json", "connection", "close"));
    List<Step> steps = new ArrayList<>(List.of(FakeProvider.send(head.append("\r\n").toString())));
    steps.addAll(Collections.nCopies(10, FakeProvider.send(" ".repeat(1 << 20))));
    steps.add(FakeProvider.send("{\"data\":[{\"id\":\"" + MODEL + "\"}]}"));
    steps.add(new Step.Close());
    provider.answers(request -> steps);

    HealthStatus health = ReviewHarness.get(wired().peer(DialectFixture.CHAT).checkHealth(false));

    assertTrue(health.note().contains("longer than"), health.note());
  }

  @ParameterizedTest
  @EnumSource
  void aResetIsOneLineThatIsNoError(DialectFixture dialectFixture) {
    FakeProvider resetting = FakeProvider.resetting(vertx);
    String some = stream(dialectFixture).substring(0, 60);
    resetting.answers(request ->
        List.of(
            FakeProvider.streamHead(),
            FakeProvider.send(some),
            new Step.Pause(50),
            new Step.Close()));

    try (LogLines library = LogLines.of("io.vertx");
        LogLines own = LogLines.of(ProviderClient.class.getName(), Level.INFO)) {
      String said = failure(ModelPeerBuilder.at(vertx, resetting.url()).peer(dialectFixture));

      assertTrue(said.startsWith("network/connection_lost"), said);
      assertEquals(
          List.of("INFO a connection to 127.0.0.1 broke: Connection reset"), own.with("broke"));
      assertEquals(List.of(), library.with("reset"));
    }
  }

  /** With pauses, so that the provider's event loop is not blocked. */
  private static List<Step> flood(String event) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      steps.add(FakeProvider.send(event));
      steps.add(new Step.Pause(5));
    }
    return steps;
  }

  private static String thought(DialectFixture dialectFixture, String text) {
    String data =
        switch (dialectFixture) {
          case CHAT -> "{'choices':[{'index':0,'delta':{'reasoning_content':'%s'}}]}";
          case MESSAGES ->
              "{'type':'content_block_delta','delta':{'type':'thinking_delta','thinking':'%s'}}";
          case RESPONSES -> "{'type':'response.reasoning_summary_text.delta','delta':'%s'}";
          case GEMINI ->
              "{'candidates':[{'index':0,'content':{'parts':[{'thought':true,'text':'%s'}]}}]}";
        };
    return "data: " + data.replace('\'', '"').formatted(text) + "\n\n";
  }
}
