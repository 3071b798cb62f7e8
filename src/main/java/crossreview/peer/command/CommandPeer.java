package crossreview.peer.command;

import crossreview.model.Money;
import crossreview.model.call.CostBasis;
import crossreview.model.call.FailureClass;
import crossreview.model.call.TokenUsage;
import crossreview.model.run.PanelMember;
import crossreview.peer.CallPricing;
import crossreview.peer.HealthStatus;
import crossreview.peer.Peer;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.peer.command.CommandProcess.CommandLaunch;
import crossreview.peer.command.CommandProcess.RunningCommand;
import crossreview.peer.command.CommandProcess.SparedCommand;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A local program as a peer. Any thread. */
public final class CommandPeer implements Peer {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100); // at a growing answer

  private final PanelMember member;
  private final CallPricing callPricing;
  private final CommandSpec spec;
  private final CommandExecutor commandExecutor;
  private final TimerService timerService;

  /** Runs what blocks for a moment on a thread made for it. */
  @FunctionalInterface
  public interface CommandExecutor {
    /** Completes on the context that asked. */
    <T> Future<T> run(Callable<T> task);
  }

  public CommandPeer(
      PanelMember member,
      CallPricing callPricing,
      CommandSpec spec,
      CommandExecutor commandExecutor,
      TimerService timerService) {
    this.member = member;
    this.callPricing = callPricing;
    this.spec = spec;
    this.commandExecutor = commandExecutor;
    this.timerService = timerService;
  }

  @Override
  public PanelMember member() {
    return member;
  }

  @Override
  public CallPricing pricing() {
    return callPricing;
  }

  @Override
  public Future<HealthStatus> checkHealth(boolean live) {
    return commandExecutor.run(() -> ExecutableFinder.check(spec));
  }

  @Override
  public Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener) {
    return commandExecutor
        .<CommandLaunch>run(() -> CommandProcess.launch(spec, peerRequest))
        .recover(cause -> Future.failedFuture(notStarted(cause)))
        .compose(launch -> reply(launch, peerRequest, progressListener));
  }

  private Future<PeerResponse> reply(
      CommandLaunch launch, PeerRequest peerRequest, ProgressListener progressListener) {
    return switch (launch) {
      case SparedCommand spared -> Future.succeededFuture(free(spared.answer()));
      case RunningCommand running ->
          new CommandCall(running, peerRequest, progressListener).ended();
    };
  }

  private PeerResponse free(String answer) {
    return new PeerResponse(answer, TokenUsage.NONE, Money.ZERO, member.model(), "not started");
  }

  private Throwable notStarted(Throwable cause) {
    return cause instanceof IOException
        ? failed(FailureClass.PROVIDER_ERROR, "command_not_started", cause.getMessage(), true)
        : cause;
  }

  /** A program that ran may have spent what its provider charges; one that did not has not. */
  private PeerException failed(
      FailureClass failure, String code, @Nullable String hint, boolean unspent) {
    return new CommandFailure(unspent || isFree()).of(failure, code, hint);
  }

  private boolean isFree() {
    return callPricing instanceof CallPricing.FreePricing;
  }

  /** One call: what ends it first decides, then the program ends and its folder is removed. */
  private final class CommandCall {
    private final CommandProcess run;
    private final CommandDialogue.EndReader endReader;
    private final ProgressListener progressListener;
    private final Promise<PeerResponse> over = Promise.promise();
    private final TimerService.TimerHandle deadline;
    private volatile TimerService.TimerHandle look;

    CommandCall(
        RunningCommand running, PeerRequest peerRequest, ProgressListener progressListener) {
      this.run = running.process();
      this.endReader = running.endReader();
      this.progressListener = progressListener;
      this.deadline = timerService.after(spec.time(), this::late);
      this.look = timerService.after(LOOK_EVERY, this::look);
      peerRequest
          .cancel()
          .future()
          .onSuccess(v -> stop(failed(FailureClass.CANCELLED, "cancelled", null, false)));
      run.exit().thenAccept(this::exited);
    }

    Future<PeerResponse> ended() {
      return over.future();
    }

    private void late() {
      commandExecutor.run(this::timedOut).onSuccess(this::stop).onFailure(over::tryFail);
    }

    /** What it waits for, if it says so: a login or a question that is never answered. */
    private PeerException timedOut() throws IOException {
      String late = "no answer within " + spec.time().toSeconds() + " s";
      AgentError timeout = new AgentError(FailureClass.TIMEOUT, "total", "", List.of());
      return new CommandFailure(isFree()).said(late, timeout, run.output());
    }

    private void look() {
      commandExecutor.run(this::written).onSuccess(this::seen).onFailure(this::flooded);
    }

    /** What it has answered so far; its messages have the same bound, for the disk. */
    private long written() throws IOException {
      bound("standard error", run.errorBytes());
      long bytes = run.answerBytes();
      bound("standard output", bytes);
      return bytes;
    }

    private void flooded(Throwable cause) {
      if (cause instanceof PeerException tooLong) {
        stop(tooLong);
      }
    }

    private void seen(long bytes) {
      progressListener.report("working", bytes);
      if (!over.future().isComplete()) {
        look = timerService.after(LOOK_EVERY, this::look);
      }
    }

    private void bound(String output, long bytes) {
      if (bytes > spec.outputBytesMax()) {
        String accepted = ", at most " + spec.outputBytesMax() + " are accepted";
        String hint = "its " + output + " has " + bytes + " bytes" + accepted;
        throw failed(FailureClass.STREAM_BUFFER_OVERFLOW, "answer_too_large", hint, false);
      }
    }

    /** TERM now, KILL after the grace; no caller waits for either. */
    private void stop(PeerException why) {
      if (over.tryFail(why)) {
        commandExecutor.run(this::terminate);
        timerService.after(spec.grace(), () -> commandExecutor.run(this::kill));
      }
    }

    private Void terminate() {
      run.group().terminate();
      return null;
    }

    private Void kill() {
      run.group().kill();
      run.remove();
      return null;
    }

    private void exited(int code) {
      deadline.cancel();
      look.cancel();
      if (!over.future().isComplete()) {
        commandExecutor
            .run(() -> reply(code))
            .onSuccess(over::tryComplete)
            .onFailure(over::tryFail);
      }
    }

    /** Children that it left behind end with it. */
    private PeerResponse reply(int code) throws IOException {
      try {
        run.group().kill();
        written();
        CommandFailure commandFailure = new CommandFailure(isFree());
        CommandEnd end = new CommandEnd(code, run, commandFailure, spec.outputBytesMax());
        String ended = "exit " + code;
        return new PeerResponse(
            endReader.answer(end),
            TokenUsage.NONE,
            cost(),
            basis(),
            null,
            member.model(),
            ended,
            null);
      } finally {
        run.remove();
      }
    }

    private CostBasis basis() {
      return callPricing instanceof CallPricing.CeilingPricing
          ? CostBasis.CEILING
          : CostBasis.EXACT;
    }

    /** What a program's provider charges is not told: its ceiling counts. */
    private Money cost() {
      return callPricing instanceof CallPricing.CeilingPricing ceilingPricing
          ? ceilingPricing.perCall()
          : Money.ZERO;
    }
  }
}
