package crossreview.peer.provider;

import crossreview.profile.ProviderProfile;
import java.util.Map;

/** How one family of providers wants to be asked and how it answers. Pure. */
public interface Dialect {
  /** Its name in profiles. */
  String name();

  /** The body of a request. */
  Map<String, Object> body(ModelRequest ask);

  /** A reader of one answer, which tells the transcript what it hears. */
  AnswerDecoder decoder(ProviderProfile.AnswerFormat answerFormat, AnswerTranscript into);

  /** Reads an answer. One thread; a provider's mistakes are told to the transcript, not thrown. */
  interface AnswerDecoder {
    /** One event of a streamed answer. */
    void event(Map<String, Object> data) throws StreamException;

    /** An answer that was not streamed. */
    void whole(Map<String, Object> answer) throws StreamException;

    /** The stream is over: what was held back is told. */
    default void end() throws StreamException {}
  }
}
