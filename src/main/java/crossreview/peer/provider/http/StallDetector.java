package crossreview.peer.provider.http;

import crossreview.peer.provider.AnswerTranscript;
import crossreview.profile.ProviderProfile.CallTimeouts;
import crossreview.time.Ticker;
import crossreview.time.TimerService;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Notices an answer that stands still: no byte at all, or bytes that are not part of an answer. One
 * timer a call, whatever the number of pieces. One thread.
 */
final class StallDetector {
  private final Ticker ticker;
  private final TimerService timerService;

  private TimerService.TimerHandle timer = () -> {};
  private long lastByte;
  private long lastStep;
  private long steps;
  private boolean stopped;

  StallDetector(Ticker ticker, TimerService timerService) {
    this.ticker = ticker;
    this.timerService = timerService;
  }

  void watch(
      CallTimeouts callTimeouts, AnswerTranscript heard, BiConsumer<String, Duration> stalled) {
    steps = heard.steps();
    lastByte = ticker.nanos();
    lastStep = lastByte;
    look(callTimeouts, heard, stalled);
  }

  /** Bytes came. */
  void bytesReceived() {
    lastByte = ticker.nanos();
  }

  void stop() {
    stopped = true;
    timer.cancel();
  }

  private void look(
      CallTimeouts callTimeouts, AnswerTranscript heard, BiConsumer<String, Duration> stalled) {
    if (stopped) {
      return;
    }
    long now = ticker.nanos();
    if (heard.steps() != steps) {
      steps = heard.steps();
      lastStep = lastByte;
    }
    long idle = lastByte + callTimeouts.idle().toNanos() - now;
    long progress = lastStep + callTimeouts.progress().toNanos() - now;
    if (idle <= 0) {
      stalled.accept("idle", callTimeouts.idle());
    } else if (progress <= 0) {
      stalled.accept("progress", callTimeouts.progress());
    } else {
      timer =
          timerService.after(
              Duration.ofNanos(Math.min(idle, progress)).plusMillis(1),
              () -> look(callTimeouts, heard, stalled));
    }
  }
}
