// All that the article page does for whoever may tag as well.

import "./claims.js";
import "./dom-events.js";
import "./keys.js";
import "./live-updates.js";
import "./actor-field.js";
import "./allegation-picker.js";
import "./decision-queue.js";
import "./minimap.js";
