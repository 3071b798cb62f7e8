package crossreview.mcp;

import crossreview.model.Word;

/** How grave a message to the client is, from RFC 5424 by way of the protocol. */
public enum LogLevel implements Word {
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  CRITICAL,
  ALERT,
  EMERGENCY
}
