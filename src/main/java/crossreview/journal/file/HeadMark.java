package crossreview.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * The last line of an epoch that may be read, in a line of 157 bytes.
 *
 * <pre>
 *   crossreview-head 1 seq=00000000000000000041 offset=00000000000000018733 sha256=&lt;64 hex&gt; crc=&lt;8 hex&gt;\n
 * </pre>
 *
 * <p>The head file has room for two. They are overwritten in place, in turn, by one write each, and
 * the higher one counts: so a torn write costs the mark that was on its way, never the one before
 * it. The file is not fsynced except when a session is released: after a power cut it may be older
 * than the lines, which is harmless, because the owner adopts every whole unit beyond it. Where no
 * mark is whole, a reader tells nothing of this epoch until its owner writes again or a later epoch
 * that has a mark continues from it.
 *
 * @param offset where the line ends in the epoch's file, newline included
 */
public record HeadMark(long seq, long offset, String digest) {
  /** How many marks the file has room for. */
  public static final int PLACES = 2;

  private static final int BYTES = 157;
  private static final int DIGITS = 20;
  private static final Pattern TEXT =
      Pattern.compile(
          "crossreview-head 1 seq=(00[0-9]{18}) offset=(00[0-9]{18}) sha256=([0-9a-f]{64})"
              + " crc=([0-9a-f]{8})\n");
  private static final int READS_MAX = 4; // a read may be so slow that both marks change under it

  /** Puts the mark into its place in the file. */
  public void write(FilePort.Channel head, int place) throws IOException {
    String body =
        "crossreview-head 1 seq="
            + ZeroPadding.padded(seq, DIGITS)
            + " offset="
            + ZeroPadding.padded(offset, DIGITS)
            + " sha256="
            + digest;
    String line = body + " crc=" + checksum(body) + "\n";
    head.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), (long) place * BYTES);
  }

  /** The mark, if there is a whole one. */
  public static Optional<HeadMark> read(FilePort files, Path file) throws IOException {
    for (int attempt = 0; attempt < READS_MAX; attempt++) {
      String text = text(files, file);
      Optional<HeadMark> mark = highest(text);
      if (mark.isPresent() || text.isEmpty()) {
        return mark;
      }
    }
    return Optional.empty();
  }

  /** What the file holds; nothing when it is missing or was never written. */
  private static String text(FilePort files, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PLACES * BYTES + 1); // what is longer is noticed
    try (FilePort.Channel channel = files.read(file)) {
      int count = channel.read(bytes, 0);
      return new String(bytes.array(), 0, Math.max(0, count), StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /**
   * What is wrong with a head file: each place is a whole mark, or was never written. A file that
   * is being written is read again.
   */
  static Optional<String> fault(FilePort files, Path file) throws IOException {
    Optional<String> fault = Optional.empty();
    for (int attempt = 0; attempt < READS_MAX; attempt++) {
      fault = fault(text(files, file));
      if (fault.isEmpty()) {
        return fault;
      }
    }
    return fault;
  }

  private static Optional<String> fault(String text) {
    if (text.length() % BYTES != 0) {
      return Optional.of("has " + text.length() + " bytes, which is not a whole number of marks");
    }
    for (int at = 0; at < text.length(); at += BYTES) {
      String mark = text.substring(at, at + BYTES);
      if (!mark.equals("\0".repeat(BYTES)) && decode(mark).isEmpty()) {
        return Optional.of("mark " + (at / BYTES + 1) + " is not what was written");
      }
    }
    return Optional.empty();
  }

  private static Optional<HeadMark> highest(String text) {
    return IntStream.range(0, PLACES)
        .filter(place -> text.length() >= (place + 1) * BYTES)
        .mapToObj(place -> decode(text.substring(place * BYTES, (place + 1) * BYTES)))
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(HeadMark::seq));
  }

  private static Optional<HeadMark> decode(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String body = text.substring(0, text.lastIndexOf(" crc="));
    if (!checksum(body).equals(matcher.group(4))) {
      return Optional.empty();
    }
    return Optional.of(
        new HeadMark(
            Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3)));
  }

  private static String checksum(String body) {
    CRC32C crc = new CRC32C();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /** The mark as the end of its epoch's part of the chain. */
  public EpochEnd end(long epoch) {
    return new EpochEnd(epoch, seq, digest, offset);
  }

  /** Says why a line that ends at this offset shows that the marked line is not there. */
  public Optional<String> fault(long lineEnd, long lineSeq, String lineDigest) {
    boolean before = lineEnd < offset && lineSeq < seq;
    boolean there = lineEnd == offset && lineSeq == seq && lineDigest.equals(digest);
    boolean behind = lineEnd > offset && lineSeq > seq;
    return before || there || behind
        ? Optional.empty()
        : Optional.of("is not the line with seq " + seq + " that was confirmed");
  }
}
