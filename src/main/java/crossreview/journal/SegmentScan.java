package crossreview.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one segment and hands its whole units to a replay until something does not follow. */
final class SegmentScan {
  private final FilePort files;
  private final Replay replay;

  SegmentScan(FilePort files, Replay replay) {
    this.files = files;
    this.replay = replay;
  }

  /**
   * How far a segment goes.
   *
   * @param seq the last line of the last whole unit; the one before the segment when there is none
   * @param bytes where that unit ends in the segment's file, 0 when there is none
   * @param fault why the next line does not follow, or null when the bytes simply end
   * @param faultLine its 1-based number in the file
   */
  record Extent(long seq, String digest, long bytes, String fault, long faultLine) {
    Extent with(String why, long line) {
      return new Extent(seq, digest, bytes, why, line);
    }
  }

  /**
   * @param end where the scan stops in the file
   * @param mark the line of the segment that must be there
   */
  Extent run(Segment segment, long end, HeadMark mark) throws IOException, JournalDamaged {
    ChainCheck check = new ChainCheck(segment.firstSeq() - 1, segment.prev());
    Extent extent = new Extent(check.seq(), check.digest(), 0, null, 0);
    List<Pending> unit = new ArrayList<>();
    long number = 0;
    try (FilePort.Channel channel = files.read(segment.file())) {
      LineScanner lines = new LineScanner(channel, 0, end);
      for (Optional<byte[]> l = lines.next(); l.isPresent(); l = lines.next()) {
        number++;
        Optional<String> fault = check.fault(l.get(), segment.epoch());
        if (fault.isEmpty()) {
          fault = mark.fault(lines.offset(), check.seq(), check.digest());
        }
        if (fault.isPresent()) {
          return extent.with(fault.get(), number);
        }
        unit.add(new Pending(check.line(), check.json()));
        if (!check.line().more()) {
          hand(unit);
          extent = new Extent(check.seq(), check.digest(), lines.offset(), null, 0);
        }
      }
    }
    return extent;
  }

  private record Pending(StoredLine line, Map<String, Object> json) {}

  private void hand(List<Pending> unit) throws JournalDamaged {
    for (Pending pending : unit) {
      replay.line(pending.line(), pending.json());
    }
    unit.clear();
  }
}
