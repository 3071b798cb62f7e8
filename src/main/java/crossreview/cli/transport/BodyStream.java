package crossreview.cli.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/**
 * The body of an HTTP/1.1 answer: of a known length, in chunks, or up to the end of the connection.
 * One that ends too early is a failure, never a short text. One thread; closing it closes the
 * connection.
 */
final class BodyStream extends InputStream {
  private final InputStream in;
  private final Closeable connection;
  private final boolean chunked;
  private final boolean open; // ends with the connection
  private long rest; // of the body, or of the present chunk
  private boolean ended;

  private BodyStream(InputStream in, Closeable connection, boolean chunked, long length) {
    this.in = in;
    this.connection = connection;
    this.chunked = chunked;
    this.open = length == Long.MAX_VALUE;
    this.rest = length;
  }

  static BodyStream ofLength(InputStream in, Closeable connection, long length) {
    return new BodyStream(in, connection, false, length);
  }

  static BodyStream toTheEnd(InputStream in, Closeable connection) {
    return new BodyStream(in, connection, false, Long.MAX_VALUE);
  }

  static BodyStream ofChunks(InputStream in, Closeable connection) {
    return new BodyStream(in, connection, true, 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (rest == 0 && chunked && !ended) {
      nextChunk();
    }
    if (rest == 0) {
      return -1;
    }
    int read = in.read(to, offset, (int) Math.min(length, rest));
    if (read < 0 && open) {
      rest = 0;
      return -1;
    }
    if (read < 0) {
      throw new ProtocolException("the connection ended in the middle of an answer");
    }
    rest -= read;
    if (rest == 0 && chunked) {
      expectEmptyLine();
    }
    return read;
  }

  /** The size of a chunk in hexadecimal digits, and perhaps extensions, which mean nothing here. */
  private void nextChunk() throws IOException {
    String size = ResponseReader.line(in).split(";", 2)[0].strip();
    if (!size.matches("[0-9A-Fa-f]{1,8}")) {
      throw new ProtocolException("the size of a chunk is not a number");
    }
    rest = Long.parseLong(size, 16);
    if (rest == 0) {
      ended = true; // trailer fields mean nothing here, and the connection is not used again
    }
  }

  private void expectEmptyLine() throws IOException {
    if (!ResponseReader.line(in).isEmpty()) {
      throw new ProtocolException("a chunk is longer than its size");
    }
  }

  /** What can be read without waiting: nothing is known, so that lines come as they arrive. */
  @Override
  public int available() {
    return 0;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
