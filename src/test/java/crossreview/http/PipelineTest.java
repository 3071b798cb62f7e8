package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many requests on one connection before the first answer. */
@Timeout(60)
class PipelineTest {
  private static final int BURST = 1_000;

  @TempDir Path dir;
  private HttpTestServer httpTestServer;

  @BeforeEach
  void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
  }

  @AfterEach
  void close() {
    httpTestServer.close();
  }

  private byte[] burst(String path) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < BURST; i++) {
      text.append("GET ").append(path.replace("{n}", "" + i)).append(" HTTP/1.1\r\n");
      text.append("Host: localhost\r\nAuthorization: Bearer ").append(httpTestServer.token);
      text.append("\r\n\r\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The status lines and bodies of everything that comes until the connection ends or all came. */
  private List<String> answers(byte[] burst) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), httpTestServer.port())) {
      socket.setSoTimeout(15_000);
      CompletableFuture<Void> written =
          CompletableFuture.runAsync(() -> {
            try {
              socket.getOutputStream().write(burst);
            } catch (IOException e) {
              // The server has closed the connection, which the reader sees.
            }
          });
      List<String> answers = new ArrayList<>();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      try {
        while (answers.size() < BURST) {
          answers.add(answer(in));
        }
      } catch (EOFException | SocketException e) {
        answers.add("closed");
      }
      written.join();
      return answers;
    }
  }

  private static String answer(InputStream in) throws IOException {
    String status = line(in);
    int length = 0;
    for (String head = line(in); !head.isEmpty(); head = line(in)) {
      if (head.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(head.substring(15).strip());
      }
    }
    return status + " " + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/api/v1/sessions", "/api/v1/sessions/s{n}"})
  void aBurstIsAnsweredInOrder(String path) throws Exception {
    List<String> answers = answers(burst(path));

    assertEquals(BURST, answers.size());
    for (int i = 0; i < BURST; i++) {
      assertTrue(answers.get(i).startsWith("HTTP/1.1 "), answers.get(i));
      assertTrue(
          !path.contains("{n}") || answers.get(i).matches("(?s).*\\bs" + i + "\\b.*"),
          answers.get(i));
    }
  }
}
