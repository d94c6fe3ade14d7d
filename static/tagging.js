// All that the article page does for whoever may tag as well.

import "./claims.js";
import "./watching.js";
import "./keys.js";
import "./live.js";
import "./actor.js";
import "./answers.js";
import "./queue.js";
import "./margin.js";
