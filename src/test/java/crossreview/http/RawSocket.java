package crossreview.http;

import crossreview.json.JsonReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A client that sends exactly the bytes it is told to: HTTP and RFC 6455 by hand. */
public final class RawSocket implements AutoCloseable {
  public static final int TEXT = 1;
  static final int BINARY = 2;
  public static final int CLOSE = 8;
  static final int PONG = 10;
  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final int port;
  private int chunk;

  public RawSocket(int port) throws IOException {
    this(port, 0);
  }

  /**
   * @param receiveBuffer of the kernel, or 0 for its default
   */
  public RawSocket(int port, int receiveBuffer) throws IOException {
    this.port = port;
    socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 4096));
    out = socket.getOutputStream();
  }

  public void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** The rest of what comes until the server closes. */
  public String readAll() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** One line of a body that comes in chunks. */
  public String readStreamLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = streamByte();
      if (next < 0) {
        throw new EOFException("the stream ended after " + line);
      }
      if (next == '\n') {
        return line.toString();
      }
      line.append((char) next);
    }
  }

  /** Whether the body ends, perhaps after what was read of it. */
  public boolean streamEnds() throws IOException {
    while (streamByte() >= 0) {
      continue; // the rest of the last message
    }
    return true;
  }

  private int streamByte() throws IOException {
    if (chunk == 0) {
      String size = readChunkLine();
      chunk = Integer.parseInt(size.isEmpty() ? readChunkLine() : size, 16);
      if (chunk == 0) {
        return -1;
      }
    }
    chunk--;
    return in.readUnsignedByte();
  }

  private String readChunkLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** One HTTP answer's head. */
  public String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("after " + head);
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  public void upgrade(String token) throws IOException {
    write(
        "GET /api/v1/events HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    String head = readHead();
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException(head);
    }
  }

  public void say(String json) throws IOException {
    frame(0x80 | TEXT, json.getBytes(StandardCharsets.UTF_8));
  }

  /** A masked frame with this first byte. */
  public void frame(int first, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % 4]);
    }
    out.write(frame.toByteArray());
    out.flush();
  }

  public record Frame(int opcode, byte[] payload) {
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    public int closeCode() {
      return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    public String closeReason() {
      return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    public Map<String, Object> json() {
      try {
        return JsonReader.readObject(payload);
      } catch (Exception e) {
        throw new AssertionError(opcode + " " + text(), e);
      }
    }

    public String type() {
      return opcode == TEXT ? (String) json().get("type") : "opcode " + opcode;
    }
  }

  /** The next whole message; fragments are put together. */
  public Frame next() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int opcode = 0;
    while (true) {
      int first = in.readUnsignedByte();
      long length = in.readUnsignedByte() & 0x7f;
      length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
      opcode = (first & 0x0f) == 0 ? opcode : first & 0x0f;
      whole.writeBytes(in.readNBytes((int) length));
      if ((first & 0x80) != 0) {
        return new Frame(opcode, whole.toByteArray());
      }
    }
  }

  /** The next message of a type; others are skipped, a close or a heartbeat is not. */
  public Frame next(String type) throws IOException {
    while (true) {
      Frame frame = next();
      if (frame.opcode() == CLOSE) {
        throw new IOException("closed " + frame.closeCode() + " " + frame.closeReason());
      }
      if (frame.type().equals(type)) {
        return frame;
      }
      if (frame.type().equals("heartbeat")) {
        throw new IOException("a heartbeat came, and no " + type);
      }
    }
  }

  /** The close frame; whatever comes before it is skipped. */
  public Frame nextClose() throws IOException {
    Frame frame = next();
    while (frame.opcode() != CLOSE) {
      frame = next();
    }
    return frame;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
