package crossreview.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A WebSocket that subscribes and then never reads. */
final class StalledSocket {
  private StalledSocket() {}

  static Socket on(URI url, String token, String session) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1_024);
    socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + token
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    byte[] say =
        ("{\"type\":\"subscribe\",\"session\":\"" + session + "\"}")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[6 + say.length]; // masked with zeros, which alters nothing
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | say.length);
    System.arraycopy(say, 0, frame, 6, say.length);
    out.write(frame);
    out.flush();
    return socket;
  }
}
