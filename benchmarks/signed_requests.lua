-- For wrk: sends signed requests in turn, and counts answers that are not what they should be.
-- Arguments: a file with one request a line (chain URL, signature and body, between tabs), a text that every right
-- answer holds, one that none holds, and after how many answers to stop (0: when wrk's own time is over). One thread.
local ffi = require("ffi")
ffi.cdef("int getpid(void); int kill(int process, int signal);")

local requests, held, lacked, most = {}, nil, nil, 0
local next_one, threads = 0, {}
answers, wrong = 0, 0

function setup(thread)
   threads[#threads + 1] = thread
end

function init(arguments)
   held, lacked, most = arguments[2], arguments[3], tonumber(arguments[4])
   for line in io.lines(arguments[1]) do
      local url, signature, body = line:match("^([^\t]+)\t([^\t]+)\t(.+)$")
      local headers = {
         ["Content-Type"] = "application/json;charset=UTF-8",
         ["SignatureCertChainUrl"] = url,
         ["Signature-256"] = signature,
      }
      requests[#requests + 1] = wrk.format("POST", nil, headers, body)
   end
end

function request()
   next_one = next_one % #requests + 1
   return requests[next_one]
end

function response(status, headers, body)
   answers = answers + 1
   if status ~= 200 or not body:find(held, 1, true) or body:find(lacked, 1, true) then
      wrong = wrong + 1
   end
   if answers == most then
      wrk.thread:stop()
      ffi.C.kill(ffi.C.getpid(), 2)  -- wrk's main thread sleeps its whole time out, unless it is interrupted
   end
end

function done(summary, latency)
   local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
   io.write(string.format(
      '\n{"answers": %d, "seconds": %.6f, "p50": %.3f, "p95": %.3f, "p99": %.3f, "broken": %d, "wrong": %d}\n',
      summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
      latency:percentile(99) / 1000, broken, threads[1]:get("wrong")))
end
