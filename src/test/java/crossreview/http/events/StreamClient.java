package crossreview.http.events;

import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.RawSocket;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import java.io.IOException;

/** A stream of server-sent events, read line by line. */
final class StreamClient implements AutoCloseable {
  /** One message of a stream. */
  record Message(String id, String event, String data) {
    long seq() throws Exception {
      return (Long) JsonTree.at(JsonReader.read(data), "/event/seq");
    }
  }

  private final RawSocket socket;

  StreamClient(int port, String path, String token, String... headers) throws IOException {
    socket = new RawSocket(port);
    StringBuilder head = new StringBuilder("GET /api/v1" + path + " HTTP/1.1\r\n");
    head.append("Host: localhost\r\nAccept: text/event-stream\r\n");
    head.append("Authorization: Bearer ").append(token).append("\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    socket.write(head + "\r\n");
    String answer = socket.readHead();
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    assertTrue(answer.contains("text/event-stream"), answer);
  }

  /** The next message that is an event or a named frame. */
  Message next() throws IOException {
    String id = "";
    String event = "message";
    while (true) {
      String line = socket.readStreamLine();
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("data: ")) {
        return new Message(id, event, line.substring(6));
      }
    }
  }

  /** The next id, with a message or without one. */
  String id() throws IOException {
    String line = socket.readStreamLine();
    while (!line.startsWith("id: ")) {
      line = socket.readStreamLine();
    }
    return line.substring(4);
  }

  boolean ends() throws IOException {
    return socket.streamEnds();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
