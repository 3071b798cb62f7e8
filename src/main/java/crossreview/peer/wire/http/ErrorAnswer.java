package crossreview.peer.wire.http;

import crossreview.peer.wire.Fault;
import crossreview.peer.wire.FaultTable;
import crossreview.peer.wire.FaultTable.Meaning;
import crossreview.peer.wire.Waits;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * What an answer that is an error says.
 *
 * @param quiet how long the provider wants to be left alone, or null
 */
record ErrorAnswer(Meaning meaning, String hint, Duration quiet) {

  /**
   * Reads it by its status, its headers and as much of its body as came.
   *
   * @param now where it has no date of its own
   */
  static ErrorAnswer of(HttpClientResponse response, String body, Instant now) {
    Fault fault = Fault.of(AnswerReader.lenient(body)).orElse(null);
    Meaning meaning = FaultTable.of(response.statusCode(), fault, false);
    String should = response.getHeader("x-should-retry");
    return new ErrorAnswer(
        should == null ? meaning : meaning.retried(should.equals("true")),
        "HTTP " + response.statusCode() + (fault == null ? "" : ": " + said(fault)),
        Waits.of(response::getHeader, fault, now).orElse(null));
  }

  private static String said(Fault fault) {
    String parameter = fault.parameter().isEmpty() ? "" : fault.parameter() + ": ";
    return parameter + fault.message();
  }
}
