package crossreview.peer.builtin;

import crossreview.peer.Ask;

/** What a built-in peer does with the material. Any thread; may take as long as the text is. */
interface Work {
  /** The answer's text. */
  String answer(Ask.Material material, Watch watch);

  /** Looks on while files are read. */
  @FunctionalInterface
  interface Watch {
    Watch NOBODY = (done, files) -> {};

    /**
     * So many of so many files are read; throws what ends the work when nobody wants it any more.
     */
    void read(int done, int files);
  }
}
