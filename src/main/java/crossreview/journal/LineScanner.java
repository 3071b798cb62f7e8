package crossreview.journal;

import crossreview.journal.file.FilePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the lines of a file one by one in chunks; bounded memory. */
final class LineScanner {
  private static final int CHUNK = 64 * 1024;
  private static final int FEW_LINES = 4 * 1024;
  private static final int FIRST_CHUNK = 1024; // the first line of an epoch has some 400 bytes

  private final FilePort.Channel channel;
  private final long end;
  private final ByteBuffer chunk;
  private long chunkAt;
  private long lineEnd;

  /**
   * @param from where the first line begins
   * @param end where reading stops: the file ends here for this scan
   */
  LineScanner(FilePort.Channel channel, long from, long end) {
    this(channel, from, end, CHUNK);
  }

  private LineScanner(FilePort.Channel channel, long from, long end, int chunkMax) {
    this.channel = channel;
    this.end = end;
    this.chunk = ByteBuffer.allocate(Math.clamp(end - from, 0, chunkMax)).flip();
    this.chunkAt = from;
    this.lineEnd = from;
  }

  /** The first line of a file of this size, if it is whole. */
  static Optional<byte[]> first(FilePort.Channel channel, long size) throws IOException {
    return new LineScanner(channel, 0, size, FIRST_CHUNK).next();
  }

  /** A scanner for a few lines somewhere in a file. */
  static LineScanner small(FilePort.Channel channel, long from, long end) {
    return new LineScanner(channel, from, end, FEW_LINES);
  }

  /** Where the last returned line ends, newline included. */
  long offset() {
    return lineEnd;
  }

  /** The next line without its newline; empty when no whole line is left. */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = null;
    while (true) {
      if (!chunk.hasRemaining() && !fill()) {
        return Optional.empty();
      }
      int newline = find();
      int stop = newline < 0 ? chunk.limit() : newline;
      byte[] part = new byte[stop - chunk.position()];
      chunk.get(part);
      if (newline >= 0) {
        chunk.get();
        byte[] whole = line == null ? part : joined(line, part);
        lineEnd += whole.length + 1L;
        return Optional.of(whole);
      }
      line = line == null ? new ByteArrayOutputStream(chunk.capacity()) : line;
      line.writeBytes(part);
      if (line.size() > Journal.LINE_MAX) {
        return Optional.empty(); // no line of ours is that long: it has no end we would believe
      }
    }
  }

  private static byte[] joined(ByteArrayOutputStream line, byte[] part) {
    line.writeBytes(part);
    return line.toByteArray();
  }

  private int find() {
    for (int i = chunk.position(); i < chunk.limit(); i++) {
      if (chunk.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean fill() throws IOException {
    long left = end - chunkAt;
    if (left <= 0) {
      return false;
    }
    chunk.clear().limit((int) Math.min(chunk.capacity(), left));
    int count = channel.read(chunk, chunkAt);
    chunk.flip();
    if (count <= 0) {
      return false;
    }
    chunkAt += count;
    return true;
  }
}
