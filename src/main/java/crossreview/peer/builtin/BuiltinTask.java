package crossreview.peer.builtin;

import crossreview.peer.PeerRequest;

/** What a built-in peer does with the material. Any thread; may take as long as the text is. */
interface BuiltinTask {
  /** The answer's text. */
  String answer(PeerRequest.RequestMaterial requestMaterial, FileProgress fileProgress);

  /** Looks on while files are read. */
  @FunctionalInterface
  interface FileProgress {
    FileProgress NONE = (done, files) -> {};

    /** So many of so many files are read; throws when the work was cancelled. */
    void read(int done, int files);
  }
}
