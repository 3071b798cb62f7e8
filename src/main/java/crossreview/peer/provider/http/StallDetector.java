package crossreview.peer.provider.http;

import crossreview.peer.provider.AnswerTranscript;
import crossreview.profile.Profile.Timing;
import crossreview.time.Ticker;
import crossreview.time.Timers;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Notices an answer that stands still: no byte at all, or bytes that are no part of an answer. One
 * timer a call, whatever the number of pieces. One thread.
 */
final class StallDetector {
  private final Ticker ticker;
  private final Timers timers;
  private Timing timing;
  private AnswerTranscript heard;
  private BiConsumer<String, Duration> stalled;
  private Timers.Cancel timer = () -> {};
  private long lastByte;
  private long lastStep;
  private long steps;
  private boolean stopped;

  StallDetector(Ticker ticker, Timers timers) {
    this.ticker = ticker;
    this.timers = timers;
  }

  void watch(Timing limits, AnswerTranscript answerTranscript, BiConsumer<String, Duration> then) {
    timing = limits;
    heard = answerTranscript;
    stalled = then;
    steps = answerTranscript.steps();
    lastByte = ticker.nanos();
    lastStep = lastByte;
    look();
  }

  /** Bytes came. */
  void heard() {
    lastByte = ticker.nanos();
  }

  void stop() {
    stopped = true;
    timer.cancel();
  }

  private void look() {
    if (stopped) {
      return;
    }
    long now = ticker.nanos();
    if (heard.steps() != steps) {
      steps = heard.steps();
      lastStep = lastByte;
    }
    long idle = lastByte + timing.idle().toNanos() - now;
    long progress = lastStep + timing.progress().toNanos() - now;
    if (idle <= 0) {
      stalled.accept("idle", timing.idle());
    } else if (progress <= 0) {
      stalled.accept("progress", timing.progress());
    } else {
      timer = timers.after(Duration.ofNanos(Math.min(idle, progress)).plusMillis(1), this::look);
    }
  }
}
