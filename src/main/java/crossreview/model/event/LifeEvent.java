package crossreview.model.event;

import crossreview.model.Artifact;
import crossreview.model.Checks;
import crossreview.model.Digest;
import crossreview.model.EpochReason;
import crossreview.model.EscalationSeverity;
import crossreview.model.EvidenceKind;
import crossreview.model.LimitName;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.Outcome;
import crossreview.model.PanelMember;
import crossreview.model.PolicyRef;
import crossreview.model.PolicyRules;
import crossreview.model.Project;
import crossreview.model.Reason;
import crossreview.model.SecretFound;
import crossreview.model.SessionId;
import crossreview.model.SteerAction;
import crossreview.model.TextRef;
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

  /**
   * A session is opened.
   *
   * @param contests the session whose outcome this one contests, or null
   * @param importedFrom what program the session comes from, or null
   * @param project whose session it is beside the petitioner's, or null for {@link Project#DEFAULT}
   * @param forkedFrom the round of another session that it begins with, or null
   */
  record SessionCreated(
      String task,
      String reviewFocus,
      String petitioner,
      Mode mode,
      PolicyRef policy,
      List<PanelMember> panel,
      Limits limits,
      Digest settingsDigest,
      SessionId contests,
      String importedFrom,
      String project,
      ForkedFrom forkedFrom)
      implements LifeEvent {
    public SessionCreated {
      Checks.text("task", task, 1, 4_000);
      Checks.optional("review_focus", reviewFocus, 4_000);
      Checks.text("petitioner", petitioner, 1, 64);
      Checks.optional("imported_from", importedFrom, 200);
      Checks.optional("project", project, 64);
      panel = Checks.list(panel);
    }

    /** The same under other rules. */
    public SessionCreated under(PolicyRules rules) {
      PolicyRef other = new PolicyRef(policy.name(), policy.version(), policy.digest(), rules);
      return new SessionCreated(
          task,
          reviewFocus,
          petitioner,
          mode,
          other,
          panel,
          limits,
          settingsDigest,
          contests,
          importedFrom,
          project,
          forkedFrom);
    }

    /** The project's name, also where the line names none. */
    public String inProject() {
      return project == null ? Project.DEFAULT : project;
    }
  }

  /** A round of another session. */
  record ForkedFrom(SessionId session, int round) {}

  record ArtifactSubmitted(Artifact artifact, Digest supersedes, List<SecretFound> secretsFound)
      implements LifeEvent {
    /** More are not listed one by one: the line stays far below its bound. */
    public static final int SECRETS_MAX = 100;

    public ArtifactSubmitted {
      secretsFound = Checks.list(secretsFound);
      Checks.within("secrets_found", secretsFound.size(), 0, SECRETS_MAX);
    }
  }

  /**
   * Material that was handed in beside the artifact; author and time are the line's.
   *
   * @param command what was run, for {@link EvidenceKind#EXECUTED}, else null
   * @param exitCode how it ended, or null
   * @param environment where it ran, in a few words, or null
   * @param origin how it came in
   */
  record EvidenceAttached(
      Artifact artifact,
      EvidenceKind kind,
      String command,
      Integer exitCode,
      String environment,
      String origin)
      implements LifeEvent {
    public EvidenceAttached {
      Checks.optional("command", command, 1_000);
      Checks.optional("environment", environment, 1_000);
      Checks.text("origin", origin, 1, 64);
    }
  }

  /**
   * What another program's session was, whose files are attached as evidence.
   *
   * @param version the program's version as the session names it
   * @param openedAt when it was opened there, as it says
   * @param updatedAt when it was changed there last, as it says
   * @param rounds rounds that it completed
   * @param cost what it says it cost, or null
   * @param events lines of its journal that can be read
   * @param outcome what it says it came to, or null where it was not finished
   * @param reason why, as it says, or null
   * @param repairs what was wrong with it, for people
   */
  record SessionImported(
      String version,
      String openedAt,
      String updatedAt,
      int rounds,
      Money cost,
      long events,
      String outcome,
      String reason,
      List<String> repairs)
      implements LifeEvent {
    /** More are counted in the last one; the line stays below its bound. */
    public static final int REPAIRS_MAX = 50;

    public SessionImported {
      Checks.text("version", version, 1, 64);
      Checks.optional("opened_at", openedAt, 64);
      Checks.optional("updated_at", updatedAt, 64);
      Checks.optional("outcome", outcome, 64);
      Checks.optional("reason", reason, 200);
      repairs = Checks.list(repairs);
      Checks.within("repairs", repairs.size(), 0, REPAIRS_MAX);
      repairs.forEach(repair -> Checks.text("repair", repair, 1, 300));
    }
  }

  /** Three quarters of the session's money are spent; said once. */
  record BudgetWarned(Money spent, Money ceiling, int percent) implements LifeEvent {}

  /** A limit of the session, and of the running run, has another value. */
  record LimitChanged(LimitName limit, String from, String to) implements LifeEvent {}

  /**
   * A person steers the session; who it was stands in the envelope.
   *
   * @param detail the reason, the constraint, or the peer that leaves
   * @param member who takes its place, or null
   */
  record SessionSteered(SteerAction action, String detail, PanelMember member)
      implements LifeEvent {
    public SessionSteered {
      Checks.optional("detail", detail, 1_000);
    }
  }

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
      TextRef receipt)
      implements LifeEvent {
    public SessionFinalized {
      Checks.optional("detail", detail, 1_000);
    }

    /** The same end with its receipt. */
    public SessionFinalized sealed(TextRef made) {
      return new SessionFinalized(outcome, reason, detail, finalText, cost, made);
    }
  }

  /** The approved bytes and the name of the view that shows them; {@code final} in the journal. */
  record FinalText(Digest sha256, String path) {}

  /**
   * The only line after the end.
   *
   * @param link the session that the note is about, or null
   */
  record AppendixNoted(String kind, String detail, SessionId link) implements LifeEvent {
    /** Another session contests this one's outcome: {@link #link} is its id. */
    public static final String CONTESTED_BY = "contested_by";

    public AppendixNoted {
      Checks.text("kind", kind, 1, 32);
      Checks.optional("detail", detail, 1_000);
    }
  }
}
