package crossreview.journal;

import crossreview.journal.ChainCheck.ChainFault;
import crossreview.journal.file.FilePort;
import crossreview.journal.file.HeadMark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one segment and hands its whole units to a replay until something does not follow.
 *
 * <p>A unit is handed on when the next line follows it, when the head mark vouches for it, or when
 * no line is after it: one that is contradicted by the next line may be altered, and was not shown.
 */
final class SegmentScan {
  private final Segment segment;
  private final HeadMark mark;
  private final ReplayHandler replayHandler;
  private final ChainCheck check;
  private List<PendingLine> unit = new ArrayList<>();
  private List<PendingLine> whole = List.of();
  private SegmentExtent upToWhole;
  private SegmentExtent segmentExtent;

  /**
   * @param mark the line of the segment that must be there
   */
  SegmentScan(Segment segment, HeadMark mark, ReplayHandler replayHandler) {
    this.segment = segment;
    this.mark = mark;
    this.replayHandler = replayHandler;
    this.check = new ChainCheck(segment.firstSeq() - 1, segment.prev());
    this.segmentExtent = new SegmentExtent(check.seq(), check.digest(), 0, null, 0);
    this.upToWhole = segmentExtent;
  }

  /**
   * How far a segment goes.
   *
   * @param seq the last line of the last whole unit; the one before the segment when there is none
   * @param bytes where that unit ends in the segment's file, 0 when there is none
   * @param fault why the next line does not follow, null when the bytes simply end
   * @param faultLine its 1-based number in the file
   */
  record SegmentExtent(
      long seq, String digest, long bytes, @Nullable String fault, long faultLine) {
    SegmentExtent with(String why, long line) {
      return new SegmentExtent(seq, digest, bytes, why, line);
    }
  }

  private record PendingLine(StoredLine line, Map<String, Object> json) {}

  /**
   * Scans once.
   *
   * @param end where the scan stops in the file
   */
  SegmentExtent run(FilePort files, long end) throws IOException, JournalDamagedException {
    long number = 0;
    try (FilePort.Channel channel = files.read(segment.file())) {
      LineScanner lines = new LineScanner(channel, 0, end);
      for (Optional<byte[]> l = lines.next(); l.isPresent(); l = lines.next()) {
        number++;
        Optional<ChainFault> fault = fault(l.get(), lines.offset());
        if (fault.isPresent()) {
          if (!fault.get().between() || extentOfWhole() <= mark.offset()) {
            handWhole();
          }
          return segmentExtent.with(fault.get().why(), number);
        }
        take(lines.offset());
      }
    }
    handWhole();
    return segmentExtent;
  }

  private Optional<ChainFault> fault(byte[] line, long lineEnd) {
    Optional<ChainFault> fault = check.fault(line, segment.epoch());
    return fault.isPresent()
        ? fault
        : mark.fault(lineEnd, check.seq(), check.digest()).map(why -> new ChainFault(why, false));
  }

  private long extentOfWhole() {
    return whole.isEmpty() ? 0 : upToWhole.bytes();
  }

  private void take(long lineEnd) throws JournalDamagedException {
    if (unit.isEmpty()) {
      handWhole();
    }
    unit.add(new PendingLine(check.line(), check.json()));
    if (!check.line().more()) {
      whole = unit;
      upToWhole = new SegmentExtent(check.seq(), check.digest(), lineEnd, null, 0);
      unit = new ArrayList<>();
    }
  }

  private void handWhole() throws JournalDamagedException {
    if (whole.isEmpty()) {
      return;
    }
    for (PendingLine pendingLine : whole) {
      replayHandler.line(pendingLine.line(), pendingLine.json());
    }
    whole = List.of();
    segmentExtent = upToWhole;
  }
}
