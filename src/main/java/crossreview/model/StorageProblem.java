package crossreview.model;

import static crossreview.model.ProblemTraits.conflict;
import static crossreview.model.ProblemTraits.damaged;
import static crossreview.model.ProblemTraits.invalid;
import static crossreview.model.ProblemTraits.missing;
import static crossreview.model.ProblemTraits.unavailable;

/** The disk, the data directory, journals, stored texts, bundles and backups. */
public enum StorageProblem implements ProblemCode {
  BACKUP_DAMAGED(
      damaged("Sessions in the backup are not what was copied.", "Restore another backup.")),
  BACKUP_INCOMPLETE(conflict("The last backup into this place was cut.", "Run the backup again.")),
  BACKUP_RUNNING(conflict("Another process works on this backup.", "Wait for its end.")),
  BAD_BACKUP(
      invalid("The place does not hold, or cannot hold, this backup.", "Name another place.")),
  BAD_BUNDLE(invalid("The file is not a bundle that can be imported.", "Export it again.")),
  BLOB_DAMAGED(
      damaged(
          "A stored text was altered.",
          "crossreview verify ID; restore the folder from a backup.")),
  BLOB_NOT_FOUND(
      missing(
          "There is no stored text with this digest.",
          "Read the digests in the session's events.")),
  CLOSED(
      unavailable("The session's writer was closed.", "Repeat the command.").withUnknownOutcome()),
  COARSE_FILE_TIMES(
      unavailable(
              "The time stamps of the file system are too coarse for locks.",
              "Use a local file system for data_dir.")
          .withRetryAfter(0)),
  DATA_DIR_IN_USE(
      conflict("Another daemon uses the data directory.", "Stop it, or set data_dir_shared.")
          .withExitCode(5)),
  FORMAT_DAMAGED(
      damaged("format.json of the data directory cannot be read.", "Restore it from a backup.")),
  JOURNAL_DAMAGED(
      damaged(
          "The session's journal was altered or is incomplete; the session is read-only.",
          "crossreview verify ID; restore the folder, or crossreview doctor --repair ID.")),
  JOURNAL_FAILED(
      unavailable("The session's journal could not be written.", "Check the disk and the log.")
          .withUnknownOutcome()),
  LOCK_LOST(
      unavailable(
              "Another process took the session's lock.",
              "Repeat the command; make sure that only one daemon uses the directory.")
          .withUnknownOutcome()),
  NEWER_FORMAT(damaged("A later version of crossreview wrote this.", "Use that version.")),
  NOT_IMPORTABLE(
      invalid(
          "The directory is not the data directory of a program whose sessions can be imported.",
          "Name the directory that has the folder sessions.")),
  NO_ARCHIVE(
      invalid(
              "retention.archive is not a directory.",
              "Create the directory, or change the setting.")
          .withExitCode(5)),
  OVERLOADED(
      unavailable("The session's journal has too many waiting commands.", "Repeat the command.")),
  SESSION_BUSY(
      conflict(
              "Another process writes the session.",
              "Wait, or stop the process that the message names.")
          .withRetryAfter(2)),
  SESSION_NOT_ADOPTED(
      unavailable(
              "A power cut took what was known of the session, and its last owner is unknown.",
              "Repeat the request; the session is taken over within two minutes.")
          .withRetryAfter(5)),
  SHUTTING_DOWN(
      unavailable("The daemon is stopping.", "Repeat the command when it has started again.")
          .withUnknownOutcome()),
  STARTING(unavailable("The daemon has not joined the cluster yet.", "Repeat the command.")),
  STORAGE_FAILED(
      unavailable(
              "A file of the data directory could not be read or written.",
              "Check the disk, the owner and the mode.")
          .withUnknownOutcome()),
  STORAGE_FULL(
      unavailable("The disk or the quota is full.", "Free some space; no restart is needed.")
          .withUnknownOutcome()),
  STORAGE_READONLY(
      unavailable(
              "The file system of the data directory is read-only.",
              "Mount it for writing; no restart is needed.")
          .withUnknownOutcome()),
  STORE_CHANGED(
      unavailable(
          "The data directory is missing, or was replaced by another one.",
          "Mount the right one; no restart is needed.")),
  TOO_MANY_OPEN_FILES(
      unavailable("The process has no free file descriptor.", "Raise the limit of open files.")
          .withUnknownOutcome()),
  WRONG_LOCK(
      conflict(
          "A foreign file is in the place of a session's lock.",
          "Stop the program and remove the file that the message names."));

  private final ProblemTraits traits;

  StorageProblem(ProblemTraits traits) {
    this.traits = traits;
  }

  @Override
  public ProblemTraits traits() {
    return traits;
  }
}
