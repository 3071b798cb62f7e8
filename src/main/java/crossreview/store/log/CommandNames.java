package crossreview.store.log;

import static java.util.Map.entry;

import crossreview.session.command.SessionCommand;
import java.util.Map;

/**
 * The names of commands in content digests, which journals keep with idempotency keys.
 *
 * <p>A name here never changes, whatever the Java class is called: a daemon has to recognise a
 * command that an older one recorded. Pure; any thread.
 */
final class CommandNames {
  private static final Map<Class<?>, String> NAMES =
      Map.ofEntries(
          entry(SessionCommand.Open.class, "Open"),
          entry(SessionCommand.SubmitArtifact.class, "SubmitArtifact"),
          entry(SessionCommand.AttachEvidence.class, "AttachEvidence"),
          entry(SessionCommand.Waive.class, "Waive"),
          entry(SessionCommand.Reopen.class, "Reopen"),
          entry(SessionCommand.Pause.class, "Pause"),
          entry(SessionCommand.Resume.class, "Resume"),
          entry(SessionCommand.Constrain.class, "Constrain"),
          entry(SessionCommand.ExcludeFile.class, "ExcludeFile"),
          entry(SessionCommand.SwapPeer.class, "SwapPeer"),
          entry(SessionCommand.ChangeLimit.class, "ChangeLimit"),
          entry(SessionCommand.Import.class, "Import"),
          entry(SessionCommand.LoseCall.class, "LoseCall"),
          entry(SessionCommand.NoteClaim.class, "NoteClaim"),
          entry(SessionCommand.NoteReturn.class, "NoteReturn"),
          entry(SessionCommand.TakeFallback.class, "TakeFallback"),
          entry(SessionCommand.StartRun.class, "StartRun"),
          entry(SessionCommand.StartRound.class, "StartRound"),
          entry(SessionCommand.Reserve.class, "Reserve"),
          entry(SessionCommand.StartJudging.class, "StartJudging"),
          entry(SessionCommand.StartTurn.class, "StartTurn"),
          entry(SessionCommand.AskJudges.class, "AskJudges"),
          entry(SessionCommand.ReserveJudges.class, "ReserveJudges"),
          entry(SessionCommand.Rule.class, "Rule"),
          entry(SessionCommand.Settle.class, "Settle"),
          entry(SessionCommand.UseAnswer.class, "UseAnswer"),
          entry(SessionCommand.Fail.class, "Fail"),
          entry(SessionCommand.Release.class, "Release"),
          entry(SessionCommand.CompleteRound.class, "CompleteRound"),
          entry(SessionCommand.EndRun.class, "EndRun"),
          entry(SessionCommand.RequestCancel.class, "RequestCancel"),
          entry(SessionCommand.Finalize.class, "Finalize"),
          entry(SessionCommand.Recover.class, "Recover"),
          entry(SessionCommand.Sweep.class, "Sweep"),
          entry(SessionCommand.Escalate.class, "Escalate"),
          entry(SessionCommand.Append.class, "Append"),
          entry(SessionCommand.Contest.class, "Contest"));

  private CommandNames() {}

  /** The name of a command's type; a type without one is a bug. */
  static String of(Class<? extends SessionCommand> type) {
    String name = NAMES.get(type);
    if (name == null) {
      throw new IllegalStateException("no name for the command " + type);
    }
    return name;
  }
}
