package crossreview.model.event;

import crossreview.model.Artifact;
import crossreview.model.Checks;
import crossreview.model.Digest;
import crossreview.model.EpochReason;
import crossreview.model.EscalationSeverity;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.Outcome;
import crossreview.model.PanelMember;
import crossreview.model.PolicyRef;
import crossreview.model.Reason;
import crossreview.model.SecretFound;
import java.util.List;

/** The session's life: opened, fed, steered, closed. */
public sealed interface LifeEvent extends SessionEvent {

  /** The first line of every epoch's file. */
  record EpochOpened(
      int format, From continuesFrom, String node, long pid, String boot, EpochReason reason)
      implements LifeEvent {
    /** The version of the journal's format that this build writes and the highest it reads. */
    public static final int FORMAT = 1;
  }

  /** The last whole unit of the chain that an epoch continues. */
  record From(long epoch, long seq, Digest digest, long bytes) {}

  record SessionCreated(
      String task,
      String reviewFocus,
      String petitioner,
      Mode mode,
      PolicyRef policy,
      List<PanelMember> panel,
      Limits limits,
      Digest settingsDigest)
      implements LifeEvent {
    public SessionCreated {
      Checks.text("task", task, 1, 4_000);
      Checks.optional("review_focus", reviewFocus, 4_000);
      Checks.text("petitioner", petitioner, 1, 64);
      panel = Checks.list(panel);
    }
  }

  record ArtifactSubmitted(Artifact artifact, Digest supersedes, List<SecretFound> secretsFound)
      implements LifeEvent {
    /** More are not listed one by one: the line stays far below its bound. */
    public static final int SECRETS_MAX = 100;

    public ArtifactSubmitted {
      secretsFound = Checks.list(secretsFound);
      Checks.within("secrets_found", secretsFound.size(), 0, SECRETS_MAX);
    }
  }

  record LimitChanged(String limit, String from, String to) implements LifeEvent {}

  record SessionCancelRequested(String reason) implements LifeEvent {
    public SessionCancelRequested {
      Checks.optional("reason", reason, 1_000);
    }
  }

  record SessionEscalated(String reason, EscalationSeverity severity) implements LifeEvent {
    public SessionEscalated {
      Checks.text("reason", reason, 1, 1_000);
    }
  }

  record SessionRecovered(String fromStep, int keptCalls, int indeterminateCalls, String node)
      implements LifeEvent {}

  /**
   * The end.
   *
   * @param receipt the digest of the receipt, which is made when the line is written; null before
   *     that, and in a store that makes none
   */
  record SessionFinalized(
      Outcome outcome,
      Reason reason,
      String detail,
      FinalText finalText,
      Money cost,
      Digest receipt)
      implements LifeEvent {
    public SessionFinalized {
      Checks.optional("detail", detail, 1_000);
    }

    /** The same end with its receipt. */
    public SessionFinalized sealed(Digest made) {
      return new SessionFinalized(outcome, reason, detail, finalText, cost, made);
    }
  }

  /** The approved bytes and the name of the view that shows them; {@code final} in the journal. */
  record FinalText(Digest sha256, String path) {}

  /** The only line after the end. */
  record AppendixNoted(String kind, String detail) implements LifeEvent {
    public AppendixNoted {
      Checks.text("kind", kind, 1, 32);
      Checks.optional("detail", detail, 1_000);
    }
  }
}
