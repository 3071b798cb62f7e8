package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.http.RawSocket.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages and frames that a WebSocket takes and does not take. */
@Timeout(60)
class SocketMessagesTest {
  @TempDir Path dir;
  private HttpTestServer httpTestServer;
  private RawSocket socket;

  @BeforeEach
  void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
    socket = httpTestServer.socket();
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    httpTestServer.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json           | invalid_json",
        "[]                | invalid_json",
        "{\"type\":\"subscrib\"} | unknown_type",
        "{\"type\":7}      | unknown_type",
        "{}                | unknown_type",
        "{\"type\":\"ping\",\"type\":\"ping\"} | invalid_json",
        "{\"type\":\"ping\",\"x\":1} | invalid_message",
        "{\"type\":\"subscribe\"} | invalid_message",
        "{\"type\":\"subscribe\",\"session\":7} | invalid_message",
        "{\"type\":\"subscribe\",\"session\":\"s\",\"afer\":1} | invalid_message",
        "{\"type\":\"subscribe\",\"session\":\"s\",\"after\":-1} | invalid_message",
        "{\"type\":\"subscribe\",\"session\":\"s\",\"after\":9007199254740993000000} |"
            + " invalid_message",
        "{\"type\":\"subscribe\",\"session\":\"s\",\"after\":1.5} | invalid_message",
        "{\"type\":\"subscribe\",\"all\":false} | invalid_message",
        "{\"type\":\"subscribe\",\"all\":true,\"heads\":{\"s\":1}} | invalid_message",
      })
  void aMessageThatIsNoneIsNamedAndEndsTheConnection(String text, String code) throws IOException {
    socket.say(text);

    assertEquals(code, socket.next("error").json().get("code"));
    Frame close = socket.nextClose();
    assertEquals(4400, close.closeCode());
    assertEquals(code, close.closeReason());
  }

  @Test
  void textThatIsNotUtf8Closes1007EvenOverSeveralFrames() throws IOException {
    byte[] bad = "{\"type\":\"ping\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
    socket.frame(RawSocket.TEXT, Arrays.copyOf(bad, 10));
    socket.frame(0x80, Arrays.copyOfRange(bad, 10, bad.length));

    assertEquals(1007, socket.nextClose().closeCode());
  }

  @Test
  void aMessageInSeveralFramesIsOneMessage() throws IOException {
    byte[] ping = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);

    socket.frame(RawSocket.TEXT, Arrays.copyOf(ping, 5));
    socket.frame(0x80 | 9, new byte[] {42}); // a control frame may come in between
    socket.frame(0, Arrays.copyOfRange(ping, 5, 9));
    socket.frame(0x80, Arrays.copyOfRange(ping, 9, ping.length));

    assertEquals("pong", socket.next("pong").type());
  }

  @ParameterizedTest
  @CsvSource({
    "0x82, 10, 1003", // binary
    "0x80, 10, 1002", // a continuation of nothing
    "0xC1, 10, 1002", // a reserved bit
    "0x83, 10, 1002", // a reserved opcode
    "0x81, 65537, 1009", // a frame that is too large
  })
  void framesThatBreakTheProtocolCloseWithTheRightCode(String first, int length, int code)
      throws IOException {
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) ' ');

    socket.frame(Integer.decode(first), payload);

    assertEquals(code, socket.nextClose().closeCode());
  }

  @Test
  void aMessageThatIsTooLargeInPiecesCloses1009() throws IOException {
    byte[] half = new byte[40_000];
    Arrays.fill(half, (byte) ' ');

    socket.frame(RawSocket.TEXT, half);
    socket.frame(0x80, half);

    assertEquals(1009, socket.nextClose().closeCode());
  }
}
