// Everything the article page does for those who may only read. For sending, this becomes one file with all it imports.

import "./claims.js";
import "./dom-events.js";
import "./live-updates.js";
import "./minimap.js";
