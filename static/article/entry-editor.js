// Everything the article page does for those who may tag.

import "./claims.js";
import "./dom-events.js";
import "./keys.js";
import "./live-updates.js";
import "./actor-field.js";
import "./allegation-picker.js";
import "./link-selection.js";
import "./decision-queue.js";
import "./minimap.js";
