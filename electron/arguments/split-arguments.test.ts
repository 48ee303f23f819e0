import { describe, expect, test } from 'vitest'
import { programLine } from './pasted-line.ts'
import { type LineStyle, splitArguments, styleOf } from './split-arguments.ts'

describe('as a shell does', () => {
  test.each<[string, string[] | null]>([
    ['  -c /data/config.json  -d "/my data" ', ['-c', '/data/config.json', '-d', '/my data']],
    ["--dir='/a b'/c --x=\\ y", ['--dir=/a b/c', '--x= y']],
    ['/my\\ data', ['/my data']],
    ['', []],
    ["''", ['']],
    ['"" x', ['', 'x']],
    ['a"b"c\'d\'e', ['abcde']],
    ['"a\\"b\\\\c\\d\\$e"', ['a"b\\c\\d$e']],
    ['$HOME/x ~/y %TEMP% `z`', ['$HOME/x', '~/y', '%TEMP%', '`z`']],
    ['-d "/my data', null],
    ["it's", null],
    ['a\\', ['a']],
    ['^x x^y', ['^x', 'x^y']],
  ])('%j', (line, words) => expect(splitArguments(line)).toEqual(words))
})

describe('Windows: a backslash is a letter of a path', () => {
  test.each<[string, string[] | null]>([
    [
      '--dir D:\\smeshing\\post1 --address http://127.0.0.1:9094 --threads 4',
      ['--dir', 'D:\\smeshing\\post1', '--address', 'http://127.0.0.1:9094', '--threads', '4'],
    ],
    [
      '--data-folder C:\\Users\\me\\AppData\\Roaming\\Spacemesh\\node-data\\7c8cef2b --filelock C:\\lock_1',
      ['--data-folder', 'C:\\Users\\me\\AppData\\Roaming\\Spacemesh\\node-data\\7c8cef2b', '--filelock', 'C:\\lock_1'],
    ],
    ['--dir \\\\nas\\share\\post', ['--dir', '\\\\nas\\share\\post']],
    ['--dir "D:\\my data\\post" -x', ['--dir', 'D:\\my data\\post', '-x']],
    ['--dir "D:\\my data\\" --threads 4', ['--dir', 'D:\\my data\\', '--threads', '4']],
    ['--dir "D:\\my data\\\\" --threads 4', ['--dir', 'D:\\my data\\', '--threads', '4']],
    ['--dir "D:\\my data\\" --key "E:\\my key\\" -x', ['--dir', 'D:\\my data\\', '--key', 'E:\\my key\\', '-x']],
    ['--dir "D:\\my data', null],
    ["--dir 'D:\\my data' --x='a b'", ['--dir', 'D:\\my data', '--x=a b']],
    ["C:\\it's", ["C:\\it's"]],
    ['--poet-servers "[{\\"address\\":\\"http://a\\"}]"', ['--poet-servers', '[{"address":"http://a"}]']],
    ['--dir=D:\\post\\ --threads 4', ['--dir=D:\\post\\', '--threads', '4']],
  ])('%j', (line, words) => expect(splitArguments(line, 'windows')).toEqual(words))
})

describe('lines that go on', () => {
  const words = ['--dir', '/p', '--address', 'http://h:1', '--threads', '4']
  test.each<[string, string]>([
    ['a shell', '--dir /p \\\n  --address http://h:1 \\\n  --threads 4'],
    ['a shell, last one too', '--dir /p \\\n--address http://h:1 \\\n--threads 4 \\'],
    ['a shell, with a line end after it', '--dir /p \\\n--address http://h:1 \\\n--threads 4 \\\n'],
    ['carriage returns', '--dir /p \\\r\n --address http://h:1 \\\r\n --threads 4\r\n'],
    ['blanks after the mark', '--dir /p \\  \n --address http://h:1 \\\t\n --threads 4'],
    ['pasted into one line', '--dir /p \\   --address http://h:1 \\   --threads 4'],
    ['no mark at all', '--dir /p\n--address http://h:1\n--threads 4'],
    ['cmd', '--dir /p ^\r\n  --address http://h:1 ^\r\n  --threads 4'],
    ['PowerShell', '--dir /p `\n  --address http://h:1 `\n  --threads 4'],
    ['cmd, pasted into one line', '--dir /p ^   --address http://h:1 ^   --threads 4'],
    ['a mark before a blank line', '--dir /p \\\n\n--address http://h:1 --threads 4'],
  ])('%s, on every host', (_name, line) => {
    for (const style of ['posix', 'windows'] as const satisfies LineStyle[])
      expect([style, splitArguments(line, style)]).toEqual([style, words])
  })
  test('inside a word and inside quotes a shell joins', () => {
    expect(splitArguments('/very/long\\\n/path "a\\\nb"')).toEqual(['/very/long/path', 'ab'])
  })
  test('a folder of Windows that ends in a backslash before a line end', () => {
    expect(splitArguments('--dir D:\\post\\\n--threads 4', 'windows')).toEqual(['--dir', 'D:\\post', '--threads', '4'])
  })
  test('told from an open quote', () => expect(splitArguments('--dir "/p \\\n --threads 4')).toBeNull())
})

describe('a whole line as it stands in a terminal or a unit', () => {
  test.each<[string, string | null, string[]]>([
    ['./post-service --dir /p -n 1', './post-service', ['--dir', '/p', '-n', '1']],
    ['sudo nohup ./post-service --dir /p > log 2>&1 &', './post-service', ['--dir', '/p']],
    ['nice -n 10 /opt/go-spacemesh -c x.json', '/opt/go-spacemesh', ['-c', 'x.json']],
    ['nice -19 /opt/go-spacemesh -c x.json', '/opt/go-spacemesh', ['-c', 'x.json']],
    ['env RUST_LOG=debug OMP=1 post-service --dir /p', 'post-service', ['--dir', '/p']],
    ['RUST_LOG=debug post-service --dir /p', 'post-service', ['--dir', '/p']],
    ['sudo -u smesher -E post-service --dir /p', 'post-service', ['--dir', '/p']],
    ['ExecStart=/usr/bin/post-service --dir /p', '/usr/bin/post-service', ['--dir', '/p']],
    [
      '& "C:\\Program Files\\Spacemesh\\go-spacemesh.exe" -d C:\\data',
      'C:\\Program Files\\Spacemesh\\go-spacemesh.exe',
      ['-d', 'C:\\data'],
    ],
    ['C:\\node\\go-spacemesh.exe --preset=testnet', 'C:\\node\\go-spacemesh.exe', ['--preset=testnet']],
    ['go-spacemesh version', 'go-spacemesh', ['version']],
    ['ExecStart = /usr/bin/post-service --dir /p', '/usr/bin/post-service', ['--dir', '/p']],
    [
      '[Service]\nUser=sm\nEnvironment=RUST_LOG=info\nExecStart=-/usr/bin/post-service --dir /p \\\n  --threads 4\nRestart=always\n[Install]\nWantedBy=multi-user.target',
      '/usr/bin/post-service',
      ['--dir', '/p', '--threads', '4'],
    ],
    ['cd /opt/sm && ./post-service --dir /p', './post-service', ['--dir', '/p']],
    ['cd /opt/sm; export RUST_LOG=info; nohup ./post-service --dir /p &', './post-service', ['--dir', '/p']],
    ['$ ./post-service --dir /p', './post-service', ['--dir', '/p']],
    ['me@rig:~$ sudo ./post-service --dir /p', './post-service', ['--dir', '/p']],
    ['PS C:\\sm> .\\post-service.exe --dir D:\\p', '.\\post-service.exe', ['--dir', 'D:\\p']],
    ['taskset --cpu-list 0-3 ./post-service --dir /p', './post-service', ['--dir', '/p']],
    ['.\\go-spacemesh.exe -d data\\node1', '.\\go-spacemesh.exe', ['-d', 'data\\node1']],
    ['bash -c "./post-service --dir /p >> log 2>&1"', './post-service', ['--dir', '/p']],
    ['sh -lc \'cd /opt/sm && exec ./post-service --dir "/my data"\'', './post-service', ['--dir', '/my data']],
    ['ExecStart=/bin/bash -c "RUST_LOG=info /opt/post-service --dir /p"', '/opt/post-service', ['--dir', '/p']],
    ['cmd /c .\\post-service.exe --dir D:\\p', '.\\post-service.exe', ['--dir', 'D:\\p']],
    ['powershell -NoProfile -Command ".\\post-service.exe --dir D:\\p"', '.\\post-service.exe', ['--dir', 'D:\\p']],
    ['screen -dmS post1 ./post-service --dir /p', './post-service', ['--dir', '/p']],
    ['screen -S post1 -d -m bash -c "nice -n 5 ./post-service --dir /p"', './post-service', ['--dir', '/p']],
    ["tmux new-session -d -s post1 './post-service --dir /p --threads 4'", './post-service', ['--dir', '/p', '--threads', '4']],
    ['sudo tmux send-keys -t post1 "./post-service --dir /p" Enter', './post-service', ['--dir', '/p']],
    ['bash ./start-post.sh', 'bash', ['./start-post.sh']],
    ['bash -c', 'bash', ['-c']],
    ['--dir /p | tee log', null, ['--dir', '/p']],
    ['--dir /p', null, ['--dir', '/p']],
    ['', null, []],
  ])('%j', (line, program, args) => expect(programLine(splitArguments(line) ?? [])).toEqual({ program, args }))
})

test('Windows is known by a drive or a share, in a line or a path', () => {
  const windows = ['C:\\Users\\me', '--dir=D:\\post', '--dir "E:\\my post"', '\\\\nas\\share\\post', '-d \\\\nas\\x']
  expect(windows.map(styleOf)).toEqual(windows.map(() => 'windows'))
  const posix = ['/home/me', '/C:/x', '--dir /my\\ data', 'http://h:1', '-d x \\\n -y', 'a\\\\b']
  expect(posix.map(styleOf)).toEqual(posix.map(() => 'posix'))
})
